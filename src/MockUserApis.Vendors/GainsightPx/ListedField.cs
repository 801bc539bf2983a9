using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>A field that a filter or a sort names: what a read shows of it, and how its values compare.</summary>
internal sealed class ListedField
{
    public static readonly Rule ShownRule = new(
        "list/fields",
        ASSUMED,
        "filter and sort see of an unset field what a read shows (0, false, a word of its own), and take a custom "
            + "attribute for a number or a text as it was stored: no page says either"
    );

    private readonly string[] path;
    private readonly string unset;
    private readonly bool isNumber;
    private readonly bool isCustom;

    public ListedField(string name, Listed listed)
    {
        Name = name;
        path = name.Split('.');
        var shown = RawJson.Parse(listed.UnsetOf(path));
        unset = shown.ToString();
        isNumber = shown.ValueKind == JsonValueKind.Number;
        isCustom = path is ["customAttributes", _, ..];
        LeansOnRule = isCustom;
    }

    public string Name { get; }

    /// <summary>Whether what was read of it follows from <see cref="ShownRule"/>.</summary>
    public bool LeansOnRule { get; private set; }

    /// <summary>The number that a text is, as JSON has it; null: it is none.</summary>
    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !double.IsNaN(number)
            ? number
            : null;

    /// <summary>As text, unset as a read shows it, and whether it compares as a number.</summary>
    public (string Text, bool IsNumber) ValueOf(Document member)
    {
        var value = member.Element(path[0]);
        foreach (var name in path.AsSpan(1))
        {
            value =
                value.ValueKind == JsonValueKind.Object
                    ? value
                        .EnumerateObject()
                        .FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                        .Value
                    : default;
        }

        if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
            return (value.ToString(), isCustom ? value.ValueKind == JsonValueKind.Number : isNumber);
        LeansOnRule |= unset.Length > 0;
        return (unset, isNumber);
    }

    /// <summary>
    /// A value as a place of a sort has it. Nothing else tells there what a custom attribute was stored as: a text
    /// begins with a quotation mark.
    /// </summary>
    public string Place(string text, bool isNumeric) => isCustom && !isNumeric && text.Length > 0 ? '"' + text : text;

    /// <summary>
    /// Which of two such values comes first: of custom attributes the unset, then numbers, then texts.
    /// </summary>
    public int Compare(string a, string b)
    {
        if (isCustom && Rank(a).CompareTo(Rank(b)) is not 0 and var order)
            return order;
        var areNumbers = isCustom ? Rank(a) == 1 : isNumber;
        return areNumbers && Number(a) is { } x && Number(b) is { } y
            ? x.CompareTo(y)
            : string.Compare(a, b, StringComparison.OrdinalIgnoreCase);
    }

    private static int Rank(string place) =>
        place switch
        {
            [] => 0,
            ['"', ..] => 2,
            _ => 1,
        };
}
