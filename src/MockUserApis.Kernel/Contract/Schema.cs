using System.Text.Json;
using System.Text.RegularExpressions;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Contract;

[Flags]
public enum JsonTypes : byte
{
    Any = 0,
    String = 1,
    Integer = 2,
    Number = 4,
    Boolean = 8,
    Object = 16,
    Array = 32,
}

/// <summary>
/// An OpenAPI 3.0 schema, compiled once at start-up by <see cref="SchemaReader"/> and walked by <see
/// cref="SchemaCheck"/>.
/// </summary>
public sealed class Schema
{
    public required Rule Rule { get; init; }

    public JsonTypes Type { get; set; }

    public string? Format { get; set; }

    public bool Nullable { get; set; }

    public bool ReadOnly { get; set; }

    public JsonElement[] Enum { get; set; } = [];

    public double? Minimum { get; set; }

    public double? Maximum { get; set; }

    public bool ExclusiveMinimum { get; set; }

    public bool ExclusiveMaximum { get; set; }

    public int MinLength { get; set; }

    public int? MaxLength { get; set; }

    public int MinItems { get; set; }

    public int? MaxItems { get; set; }

    public bool UniqueItems { get; set; }

    public int MinProperties { get; set; }

    public int? MaxProperties { get; set; }

    public Regex? Pattern { get; set; }

    private Regex? linear;

    /// <summary>Whether a text matches the pattern, by an engine that takes no longer than the text is long.</summary>
    public bool Fits(string text) => (linear ??= Linear(Pattern!)).IsMatch(text);

    // It is made when first used, for the start's sake. What that engine cannot do (a look around, a back-reference) is
    // left to the other one, which gives up in time.
    private static Regex Linear(Regex pattern)
    {
        try
        {
            return new Regex(pattern.ToString(), pattern.Options | RegexOptions.NonBacktracking, pattern.MatchTimeout);
        }
        catch (NotSupportedException)
        {
            return pattern;
        }
    }

    /// <summary>The pattern as the spec writes it.</summary>
    public string? PatternText { get; set; }

    public Schema? Items { get; set; }

    public PropertyTable Properties { get; set; } = PropertyTable.Empty;

    public IReadOnlyList<string> Required { get; set; } = [];

    /// <summary>
    /// Where each of <see cref="Required"/> is among the properties; -1 for one that is not declared.
    /// </summary>
    public int[] RequiredAt => field ??= [.. Required.Select(Properties.IndexOf)];

    /// <summary>Undeclared keys: true open, false refused, null let pass with a finding.</summary>
    public bool? Additional { get; set; }

    /// <summary>What undeclared keys must satisfy, when the spec gives a schema for them.</summary>
    public Schema? AdditionalSchema { get; set; }

    /// <summary>
    /// The spec's <c>x-noted</c>: what the documents want and the vendor takes all the same. A value that departs from
    /// it is a finding that breaks nothing. <see cref="ReadOnly"/> there: the field is documented in answers alone.
    /// </summary>
    public Schema? Noted { get; set; }

    public IReadOnlyList<Schema> OneOf
    {
        get;
        set
        {
            field = value;
            HasBranches |= value.Count > 0;
        }
    } = [];

    public IReadOnlyList<Schema> AnyOf
    {
        get;
        set
        {
            field = value;
            HasBranches |= value.Count > 0;
        }
    } = [];

    /// <summary>A value is held against one of several schemas.</summary>
    public bool HasBranches { get; private set; }

    public string? Title { get; set; }

    /// <summary>Whether the value is a file, which a form sends as a part of its own.</summary>
    public bool IsFile => Format == "binary";

    /// <summary>Whether the value is a credential that the journal must not keep.</summary>
    public bool Secret => Format == "password";

    /// <summary>The type in words for people: <c>integer (int64)</c>, <c>string or number</c>.</summary>
    public string Describe()
    {
        if (OneOf.Count + AnyOf.Count > 0)
            return string.Join(" or ", OneOf.Concat(AnyOf).Select(s => s.Describe()).Distinct());
        if (Enum.Length > 0)
            return "one of " + string.Join(", ", Enum.Select(e => e.ToString()));
        return (Type == JsonTypes.Any ? "any value" : Type.ToString().ToLowerInvariant())
            + (Format is null ? "" : $" ({Format})");
    }
}
