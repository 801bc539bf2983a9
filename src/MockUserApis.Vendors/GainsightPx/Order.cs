using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>Where a member stands in a sort: what it is sorted by, then its ordinal.</summary>
internal sealed record SortedPlace(string[] Values, long Ordinal)
{
    /// <summary>Before all.</summary>
    public static SortedPlace Start { get; } = new([], 0);
}

/// <summary>The <c>sort</c> parameter: fields joined by <c>;</c>, descending after a <c>-</c>. DOC</summary>
internal sealed class Order : IComparer<SortedPlace>
{
    /// <summary>A place travels in the scrollId, so it must fit into a request line.</summary>
    private const int MaxFields = 8;
    private const int MaxCharacters = 128;

    public static readonly Rule CutRule = new(
        "list/sort/length",
        ASSUMED,
        "a value is sorted by its first 128 characters: no page says how far it looks"
    );

    private readonly (string Field, bool Down)[] fields;

    private Order((string Field, bool Down)[] fields)
    {
        this.fields = fields;
        Backwards = Comparer<SortedPlace>.Create((a, b) => Compare(b, a));
    }

    public bool IsByOrdinal => fields.Length == 0;

    public IComparer<SortedPlace> Backwards { get; }

    /// <summary>Whether a value was longer than what it is sorted by.</summary>
    public bool HasCut { get; private set; }

    /// <summary>What is wrong with the text is given back instead.</summary>
    public static (Order? Order, string? Wrong) Parse(string text, Listed listed)
    {
        var terms = text.Split(';', StringSplitOptions.RemoveEmptyEntries);
        if (terms.Length > MaxFields)
            return (null, $"sort takes at most {MaxFields} fields");
        var fields = new (string, bool)[terms.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            var field = listed.FieldOf(terms[i].TrimStart('-'));
            if (field is null)
                return (null, $"sort '{text}' names no field of {listed.Recipe.OneMember}");
            fields[i] = (field, terms[i].StartsWith('-'));
        }

        return (new Order(fields), null);
    }

    /// <summary>Whether a place of this sort can look so.</summary>
    public bool Fits(SortedPlace place) => place.Values.Length == (place.Ordinal == 0 ? 0 : fields.Length);

    /// <summary>Whether it compares a field.</summary>
    public bool Names(string field) => fields.Any(f => f.Field == field);

    public SortedPlace PlaceOf(Document member, long ordinal)
    {
        var values = new string[fields.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = Cut(Term.ValueOf(member, fields[i].Field));
        return new SortedPlace(values, ordinal);
    }

    public int Compare(SortedPlace? x, SortedPlace? y)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            var order = Term.Compare(x!.Values[i], y!.Values[i]);
            if (order != 0)
                return fields[i].Down ? -order : order;
        }

        return x!.Ordinal.CompareTo(y!.Ordinal);
    }

    // Not between the two halves of a character.
    private string Cut(string value)
    {
        if (value.Length <= MaxCharacters)
            return value;
        HasCut = true;
        return value[..(char.IsHighSurrogate(value[MaxCharacters - 1]) ? MaxCharacters - 1 : MaxCharacters)];
    }
}
