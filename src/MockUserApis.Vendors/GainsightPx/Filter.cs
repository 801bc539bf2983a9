using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>One term of a filter: <c>{field}{op}{value}</c>. DOC</summary>
internal sealed record Term(string Field, string Operator, string Value)
{
    // Longest first, so that <= is not read as <.
    // Of a condition on a pattern.
    private readonly Wildcard? pattern = Operator is "~" or "!~" ? new Wildcard(Value) : null;

    // Names of members below the field.
    private readonly string[] path = Field.Split('.');

    private static readonly string[] Operators = ["==", "!=", "<=", ">=", "!~", "<", ">", "~"];

    /// <summary>Null when the text is no term, or names no field of a user.</summary>
    public static Term? Parse(string text)
    {
        var found = Operators
            .Select(o => (Operator: o, At: text.IndexOf(o, StringComparison.Ordinal)))
            .Where(f => f.At > 0)
            .OrderBy(f => f.At)
            .ThenByDescending(f => f.Operator.Length)
            .FirstOrDefault();
        if (found.Operator is null || FieldOf(text[..found.At].Trim()) is not { } field)
            return null;
        return new Term(field, found.Operator, text[(found.At + found.Operator.Length)..].Trim());
    }

    /// <summary>The field's own spelling: names compare without regard to case; <c>id</c> is the identify id.</summary>
    public static string? FieldOf(string name)
    {
        if (name.Equals("id", StringComparison.OrdinalIgnoreCase))
            return "identifyId";
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var root = Seed.Fields.Fields.FirstOrDefault(f =>
            f.Equals(dot < 0 ? name : name[..dot], StringComparison.OrdinalIgnoreCase)
        );
        return root is null || dot < 0 ? root : root + name[dot..];
    }

    public bool Holds(Document user)
    {
        var actual = ValueOf(user, path);
        return Operator switch
        {
            "==" => Compare(actual, Value) == 0,
            "!=" => Compare(actual, Value) != 0,
            "<" => Compare(actual, Value) < 0,
            "<=" => Compare(actual, Value) <= 0,
            ">" => Compare(actual, Value) > 0,
            ">=" => Compare(actual, Value) >= 0,
            "~" => pattern!.Matches(actual),
            _ => !pattern!.Matches(actual),
        };
    }

    /// <summary>The field as text; unset reads as "".</summary>
    public static string ValueOf(Document user, string field) => ValueOf(user, field.Split('.'));

    private static string ValueOf(Document user, string[] names)
    {
        var value = user.Element(names[0]);
        foreach (var name in names.AsSpan(1))
        {
            value =
                value.ValueKind == JsonValueKind.Object
                    ? value
                        .EnumerateObject()
                        .FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                        .Value
                    : default;
        }

        return value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? "" : value.ToString();
    }

    public static int Compare(string a, string b) =>
        double.TryParse(a, CultureInfo.InvariantCulture, out var x)
        && double.TryParse(b, CultureInfo.InvariantCulture, out var y)
            ? x.CompareTo(y)
            : string.Compare(a, b, StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// The <c>filter</c> parameters of a request: terms joined by <c>;</c> are AND, parameters are OR. DOC
/// </summary>
internal sealed class Filter(IReadOnlyList<IReadOnlyList<Term>> alternatives)
{
    /// <summary>The most terms of a request: each of them is held against each user.</summary>
    private const int MaxTerms = 20;

    /// <summary>The longest value of a term.</summary>
    private const int MaxValueLength = 255;

    public static readonly Rule BoundsRule = new(
        "filter/bounds",
        ASSUMED,
        "20 terms, values of 255 characters: no bound is documented, and no client was seen to need more"
    );

    /// <summary>What the filters ask beyond the bounds; null when nothing.</summary>
    public Finding? Excess()
    {
        var terms = alternatives.Sum(a => a.Count);
        if (terms > MaxTerms)
            return Beyond("maxItems", $"at most {MaxTerms} terms", $"{terms} terms", MaxTerms);
        var longest = alternatives.SelectMany(a => a).Select(t => t.Value.Length).DefaultIfEmpty().Max();
        if (longest <= MaxValueLength)
            return null;
        var expected = $"values of at most {MaxValueLength} characters";
        return Beyond("maxLength", expected, $"{longest} characters", MaxValueLength);
    }

    private static Finding Beyond(string keyword, string expected, string actual, int limit) =>
        new("query", "/filter", keyword, expected, actual, BoundsRule) { Limit = limit };

    /// <summary>The first text that is no filter is given back instead.</summary>
    public static (Filter? Filter, string? Bad) Parse(IEnumerable<string?> texts)
    {
        List<IReadOnlyList<Term>> alternatives = [];
        foreach (var text in texts.Where(t => !string.IsNullOrEmpty(t)))
        {
            var terms = text!.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Term.Parse).ToList();
            if (terms.Count == 0 || terms.Contains(null))
                return (null, text);
            alternatives.Add(terms!);
        }

        return (new Filter(alternatives), null);
    }

    public bool IsEmpty => alternatives.Count == 0;

    /// <summary>Whether every alternative names an id or e-mail, so that few users have to be looked at.</summary>
    public bool IsPinned => !IsEmpty && alternatives.All(terms => terms.Any(IsPin));

    public bool Holds(Document user) => IsEmpty || alternatives.Any(terms => terms.All(t => t.Holds(user)));

    /// <summary>
    /// The users that can hold, in order of their ordinals: looked up where every alternative pins an id or e-mail that
    /// a generated user has, else the whole population, generated as it is read.
    /// </summary>
    /// <param name="gone">Ends a scan whose client has left.</param>
    public IAsyncEnumerable<Member> CandidatesAsync(Collection users, long after, CancellationToken gone) =>
        IsPinned ? PinnedAsync(users, after) : users.ScanAsync(after).TakeWhile(_ => !gone.IsCancellationRequested);

    private async IAsyncEnumerable<Member> PinnedAsync(Collection users, long after)
    {
        var found = new List<Member>();
        foreach (var terms in alternatives)
            found.AddRange(await PinnedAsync(users, terms.First(IsPin)));
        foreach (var user in found.Where(u => u.Ordinal > after).DistinctBy(u => u.Ordinal).OrderBy(u => u.Ordinal))
        {
            yield return user;
        }
    }

    private static bool IsPin(Term term) => term.Operator == "==" && term.Field is "identifyId" or "email";

    // The one generated user that can have the value, and the users that were changed: those are in memory anyway.
    // Values compare without regard to case, and generated ones are lower case.
    private static async ValueTask<IEnumerable<Member>> PinnedAsync(Collection users, Term term)
    {
        var index = term.Field == "email" ? Seed.ByEmail : Seed.ById;
        var generated = users.Population.Find(index, term.Value.ToLowerInvariant());
        var changed = await users.ChangedAsync();
        return changed.Concat(generated is { } user && !await users.HasChangedAsync(user.Ordinal) ? [user] : []);
    }
}
