using System.Text.Json;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Contract;

/// <summary>
/// Holds a JSON value against a <see cref="Schema"/> and lists every departure with its JSON Pointer. In requests a
/// read-only key is a finding that breaks nothing, and so is an undeclared key where the spec is silent about them.
/// </summary>
public sealed partial class SchemaCheck
{
    /// <summary>The most findings that break the contract, and as many that do not.</summary>
    public const int MaxFindings = 50;

    private readonly bool request;
    private readonly List<Segment> trail = [];
    private List<Finding>? findings;
    private int broken,
        loose,
        unknown;

    private SchemaCheck(bool request) => this.request = request;

    /// <summary>Every departure, in document order; empty when there is none.</summary>
    public static IReadOnlyList<Finding> Request(Schema schema, JsonElement value)
    {
        var check = Spare<SchemaCheck>.Take() ?? new SchemaCheck(request: true);
        var findings = check.Run(schema, value);
        Spare<SchemaCheck>.Keep(check);
        return findings;
    }

    /// <inheritdoc cref="Request"/>
    public static IReadOnlyList<Finding> Response(Schema schema, JsonElement value) =>
        new SchemaCheck(request: false).Run(schema, value);

    private IReadOnlyList<Finding> Run(Schema schema, JsonElement value)
    {
        Start(null);
        unknown = 0;
        trail.Clear();
        Value(schema, value);
        return findings ?? (IReadOnlyList<Finding>)[];
    }

    private bool Value(Schema schema, JsonElement value)
    {
        var before = findings?.Count ?? 0;
        if (value.ValueKind == JsonValueKind.Null)
        {
            if (
                !schema.Nullable
                && schema is not { Type: JsonTypes.Any, Enum.Length: 0, OneOf.Count: 0, AnyOf.Count: 0 }
            )
            {
                Add("nullable", schema.Describe() + ", not null", value, schema);
            }
            else if (request && schema.Noted is { Nullable: false } noted)
            {
                Add("nullable", schema.Describe() + ", not null", value, schema, noted.Rule);
            }
        }
        else if (schema.HasBranches)
            Branches(schema, value);
        else if (!ScalarCheck.HasType(schema.Type, value))
            Add("type", schema.Describe(), value, schema);
        else
        {
            Typed(schema, value);
            if (request && schema.Noted is { } noted && (findings?.Count ?? 0) == before)
                Note(schema, noted, value);
        }

        return (findings?.Count ?? 0) == before;
    }

    private void Branches(Schema schema, JsonElement value)
    {
        if (schema.OneOf.Count > 0)
            Branch(schema, schema.OneOf, "oneOf", value);
        else
            Branch(schema, schema.AnyOf, "anyOf", value);
    }

    private void Typed(Schema schema, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
            Object(schema, value);
        else if (value.ValueKind == JsonValueKind.Array)
            Array(schema, value);
        else if (ScalarCheck.Problem(schema, value) is var (keyword, expected) && keyword is not null)
            Add(keyword, expected!, value, schema);
    }

    private void Note(Schema schema, Schema noted, JsonElement value)
    {
        if (noted.ReadOnly)
            Add("undeclared", "a field of answers alone", value, schema, noted.Rule);
        var (keyword, expected) = ScalarCheck.Problem(noted, value);
        if (keyword is not null)
            Add(keyword, expected!, value, noted, noted.Rule);
    }

    // A branch that fails leaves its findings behind; those of the branch with the value's type tell more than "none of
    // them".
    private void Branch(Schema schema, IReadOnlyList<Schema> branches, string keyword, JsonElement value)
    {
        var before = findings;
        var best = (List<Finding>?)null;
        for (var i = 0; i < branches.Count; i++)
        {
            // Its findings would only say that the type is another.
            var isPlain = branches[i] is { OneOf.Count: 0, AnyOf.Count: 0 };
            if (isPlain && !ScalarCheck.HasType(branches[i].Type, value))
                continue;
            Start(null);
            if (Value(branches[i], value) || findings!.TrueForAll(f => !f.Breaks))
            {
                Start(Joined(before, findings));
                return;
            }

            if (best is null && !findings.Exists(f => f.Keyword == "type" && f.Pointer == Pointer()))
                best = findings;
        }

        Start(Joined(before, best));
        if (best is null)
            Add(branches.All(b => b.Enum.Length > 0) ? "enum" : keyword, schema.Describe(), value, schema);
    }

    private void Start(List<Finding>? list)
    {
        (findings, broken, loose) = (list, 0, 0);
        if (list is null)
            return;
        foreach (var finding in list)
        {
            if (finding.Keyword == "additionalProperties")
                continue;
            if (finding.Breaks)
                broken++;
            else
                loose++;
        }
    }

    private static List<Finding>? Joined(List<Finding>? before, List<Finding>? more)
    {
        if (before is null || more is null)
            return before ?? more;
        before.AddRange(more);
        return before;
    }

    private string Pointer() =>
        trail is [var only] ? JsonPointer.Cut("/" + only) : JsonPointer.Of(trail.Select(s => s.ToString()));

    // A whole number that is written as another is no integer by our choice alone.
    private static Rule RuleOf(string keyword, JsonElement actual, Schema schema) =>
        keyword == "type"
        && schema.Type.HasFlag(JsonTypes.Integer)
        && actual.ValueKind == JsonValueKind.Number
        && actual.TryGetDouble(out var number)
        && double.IsInteger(number)
            ? JsonRules.Integers
            : schema.Rule;

    /// <param name="passes">By which rule the value passes all the same; null: it breaks the contract.</param>
    private void Add(string keyword, string expected, JsonElement actual, Schema schema, Rule? passes = null)
    {
        var breaks = passes is null;
        // Profile and settings may let unknown keys pass: however many there are, the known ones are looked at.
        ref var known = ref breaks ? ref broken : ref loose;
        ref var count = ref keyword == "additionalProperties" ? ref unknown : ref known;
        if (count >= MaxFindings)
            return;
        count++;
        var rule = passes ?? RuleOf(keyword, actual, schema);
        (findings ??= []).Add(
            new Finding("body", Pointer(), keyword, expected, ShownValue.Of(actual), rule)
            {
                Breaks = breaks,
                Limit = ScalarCheck.Limit(schema, keyword),
                Value = actual,
                Schema = schema,
            }
        );
    }

    /// <summary>A step from a value to one within it: a member's name or an item's index.</summary>
    private readonly record struct Segment(string? Name, int Index = 0)
    {
        public override string ToString() =>
            Name is null
                ? Index.ToString(System.Globalization.CultureInfo.InvariantCulture)
                : JsonPointer.Escape(Name.Length > JsonPointer.MaxLength ? Name[..JsonPointer.MaxLength] : Name);
    }
}
