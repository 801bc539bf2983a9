using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>One term of a filter: <c>{field}{op}{value}</c>. DOC</summary>
internal sealed record Term(ListedField Of, string Operator, string Value)
{
    // Longest first, so that <= is not read as <.
    private static readonly string[] Operators = ["==", "!=", "<=", ">=", "!~", "<", ">", "~"];

    // Of a condition on a pattern.
    private readonly Wildcard? pattern = Operator is "~" or "!~" ? new Wildcard(Value) : null;

    private readonly double? number = ListedField.Number(Value);

    public string Field => Of.Name;

    /// <summary>Null when the text is no term, or names no field of what is listed.</summary>
    public static Term? Parse(string text, Listed listed)
    {
        var found = Operators
            .Select(o => (Operator: o, At: text.IndexOf(o, StringComparison.Ordinal)))
            .Where(f => f.At > 0)
            .OrderBy(f => f.At)
            .ThenByDescending(f => f.Operator.Length)
            .FirstOrDefault();
        if (found.Operator is null || listed.FieldOf(text[..found.At].Trim()) is not { } field)
            return null;
        var value = text[(found.At + found.Operator.Length)..].Trim();
        return new Term(new ListedField(field, listed), found.Operator, value);
    }

    public bool Holds(Document member)
    {
        var (actual, isNumber) = Of.ValueOf(member);
        return Operator switch
        {
            "==" => Compare(actual, isNumber) == 0,
            "!=" => Compare(actual, isNumber) != 0,
            "<" => Compare(actual, isNumber) < 0,
            "<=" => Compare(actual, isNumber) <= 0,
            ">" => Compare(actual, isNumber) > 0,
            ">=" => Compare(actual, isNumber) >= 0,
            "~" => pattern!.Matches(actual),
            _ => !pattern!.Matches(actual),
        };
    }

    private int Compare(string actual, bool isNumber) =>
        isNumber && number is { } wanted && ListedField.Number(actual) is { } found
            ? found.CompareTo(wanted)
            : string.Compare(actual, Value, StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// The <c>filter</c> parameters of a request: terms joined by <c>;</c> are AND, parameters are OR. DOC
/// </summary>
internal sealed class Filter(IReadOnlyList<IReadOnlyList<Term>> alternatives, Listed listed)
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
    public static (Filter? Filter, string? Bad) Parse(IEnumerable<string?> texts, Listed listed)
    {
        List<IReadOnlyList<Term>> alternatives = [];
        foreach (var text in texts.Where(t => !string.IsNullOrEmpty(t)))
        {
            var terms = text!
                .Split(';', StringSplitOptions.RemoveEmptyEntries)
                .Select(t => Term.Parse(t, listed))
                .ToList();
            if (terms.Count == 0 || terms.Contains(null))
                return (null, text);
            alternatives.Add(terms!);
        }

        return (new Filter(alternatives, listed), null);
    }

    public bool IsEmpty => alternatives.Count == 0;

    /// <summary>All terms, whichever alternative they are of.</summary>
    public IEnumerable<Term> Terms => alternatives.SelectMany(a => a);

    /// <summary>Whether every alternative names an id or the like, so that few members have to be looked at.</summary>
    public bool IsPinned => !IsEmpty && alternatives.All(terms => terms.Any(listed.Pins));

    public bool Holds(Document member) => IsEmpty || alternatives.Any(terms => terms.All(t => t.Holds(member)));

    /// <summary>
    /// The members that can hold, in order of their ordinals: looked up where every alternative pins what a generated
    /// one has, or where none of the population can be meant; else the whole population, generated as it is read.
    /// </summary>
    /// <param name="gone">Ends a scan whose client has left.</param>
    public IAsyncEnumerable<Member> CandidatesAsync(Collection members, long after, CancellationToken gone) =>
        IsPinned || !listed.ReachesPopulation
            ? PinnedAsync(members, after)
            : members.ScanAsync(after).TakeWhile(_ => !gone.IsCancellationRequested);

    // The generated members that can have the values, and those that were changed: those are in memory anyway.
    private async IAsyncEnumerable<Member> PinnedAsync(Collection members, long after)
    {
        var found = new List<Member>(await members.ChangedAsync());
        foreach (var ordinal in listed.ReachesPopulation ? Pinned(members.Population) : [])
        {
            if (members.Population.At(ordinal) is { } generated && !await members.HasChangedAsync(ordinal))
                found.Add(generated);
        }

        foreach (var member in found.Where(m => m.Ordinal > after).DistinctBy(m => m.Ordinal).OrderBy(m => m.Ordinal))
        {
            yield return member;
        }
    }

    private IEnumerable<long> Pinned(Population population) =>
        alternatives.SelectMany(terms => listed.Pinned(terms.First(listed.Pins), population));
}
