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
    public const int MaxFields = 8;
    private const int MaxCharacters = 128;

    public static readonly Rule CutRule = new(
        "list/sort/length",
        ASSUMED,
        "a value is sorted by its first 128 characters: no page says how far it looks"
    );

    private readonly (ListedField Field, bool Down)[] fields;

    private Order((ListedField Field, bool Down)[] fields)
    {
        this.fields = fields;
        Backwards = Comparer<SortedPlace>.Create((a, b) => Compare(b, a));
    }

    public bool IsByOrdinal => fields.Length == 0;

    public IComparer<SortedPlace> Backwards { get; }

    /// <summary>Whether a value was longer than what it is sorted by.</summary>
    public bool HasCut { get; private set; }

    /// <summary>Null when it names what is no field.</summary>
    public static Order? Parse(string text, Listed listed)
    {
        var terms = Split(text);
        var fields = new (ListedField, bool)[terms.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            var field = listed.FieldOf(terms[i].TrimStart('-'));
            if (field is null)
                return null;
            fields[i] = (new ListedField(field, listed), terms[i].StartsWith('-'));
        }

        return new Order(fields);
    }

    /// <summary>Whether the text has more fields than a sort takes.</summary>
    public static bool IsTooLong(string text) => Split(text).Length > MaxFields;

    /// <summary>Whether a place of this sort can look so.</summary>
    public bool Fits(SortedPlace place) => place.Values.Length == (place.Ordinal == 0 ? 0 : fields.Length);

    /// <summary>Whether it compares a field.</summary>
    public bool Names(string field) => fields.Any(f => f.Field.Name == field);

    /// <summary>Whether what was compared follows from <see cref="ListedField.ShownRule"/>.</summary>
    public bool LeansOnRule => fields.Any(f => f.Field.LeansOnRule);

    public SortedPlace PlaceOf(Document member, long ordinal)
    {
        var values = new string[fields.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var (text, isNumber) = fields[i].Field.ValueOf(member);
            values[i] = fields[i].Field.Place(Cut(text), isNumber);
        }

        return new SortedPlace(values, ordinal);
    }

    public int Compare(SortedPlace? x, SortedPlace? y)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            var order = fields[i].Field.Compare(x!.Values[i], y!.Values[i]);
            if (order != 0)
                return fields[i].Down ? -order : order;
        }

        return x!.Ordinal.CompareTo(y!.Ordinal);
    }

    private static string[] Split(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries);

    // Not between the two halves of a character.
    private string Cut(string value)
    {
        if (value.Length <= MaxCharacters)
            return value;
        HasCut = true;
        return value[..(char.IsHighSurrogate(value[MaxCharacters - 1]) ? MaxCharacters - 1 : MaxCharacters)];
    }
}
