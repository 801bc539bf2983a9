using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Vendors.UserCom;

/// <summary><c>NAME__LOOKUP=value</c>: a standard or custom attribute, how to compare, and with what. CODE</summary>
internal sealed class Lookup
{
    private const string Separator = "__";

    private static readonly string[] Orders = ["gt", "gte", "lt", "lte"];
    private static readonly string[] Texts =
    [
        "contains",
        "icontains",
        "startswith",
        "istartswith",
        "endswith",
        "iendswith",
    ];

    private readonly string? field;
    private readonly string standard;
    private readonly string comparison;
    private readonly string wanted;
    private readonly double? number;
    private readonly DateTimeOffset? instant;

    private Lookup(string? field, string name, string comparison, string wanted)
    {
        (this.field, this.comparison, this.wanted) = (field, comparison, wanted);
        standard = CustomAttributes.Standard(name);
        number = NumberOf(wanted);
        instant = number is { } seconds ? Instant(seconds) : InstantOf(wanted);
    }

    /// <summary>An empty text is in every text: it would find everybody.</summary>
    public bool IsEmpty => wanted.Length == 0;

    public bool IsOrder => Orders.Contains(comparison);

    /// <summary>Whether a query parameter has the form. The list knows standard attributes and five lookups.</summary>
    public static bool Knows(string name, bool everything, View view)
    {
        var at = name.LastIndexOf(Separator, StringComparison.Ordinal);
        if (at <= 0)
            return false;
        var comparison = name[(at + Separator.Length)..];
        return everything
            ? Orders.Contains(comparison) || Texts.Contains(comparison)
            : (Orders.Contains(comparison) || comparison == "contains") && Filter.FieldOf(name[..at], view) is not null;
    }

    /// <param name="name">One that <see cref="Knows"/> lets pass.</param>
    /// <param name="wanted">What the query has for it.</param>
    /// <param name="view">What the keys are called.</param>
    public static Lookup Of(string name, string wanted, View view)
    {
        var at = name.LastIndexOf(Separator, StringComparison.Ordinal);
        return new Lookup(Filter.FieldOf(name[..at], view), name[..at], name[(at + Separator.Length)..], wanted);
    }

    public bool Holds(Document user) => ValueOf(user) is { } value && Fits(value);

    private bool Fits(string value) =>
        comparison switch
        {
            "contains" => value.Contains(wanted, StringComparison.Ordinal),
            "icontains" => value.Contains(wanted, StringComparison.OrdinalIgnoreCase),
            "startswith" => value.StartsWith(wanted, StringComparison.Ordinal),
            "istartswith" => value.StartsWith(wanted, StringComparison.OrdinalIgnoreCase),
            "endswith" => value.EndsWith(wanted, StringComparison.Ordinal),
            "iendswith" => value.EndsWith(wanted, StringComparison.OrdinalIgnoreCase),
            "gt" => Order(value) > 0,
            "gte" => Order(value) >= 0,
            "lt" => Order(value) < 0,
            _ => Order(value) <= 0,
        };

    // Numbers by size, dates by time, other texts letter by letter; a number is not compared with a text. ASSUMED
    private int? Order(string value)
    {
        if (NumberOf(value) is { } had)
            return number is { } n ? had.CompareTo(n) : null;
        if (InstantOf(value) is { } at)
            return instant is { } wantedAt ? at.CompareTo(wantedAt) : null;
        return number is null ? string.CompareOrdinal(value, wanted) : null;
    }

    // The standard attribute hides a custom one of its name.
    private string? ValueOf(Document user)
    {
        if (field is not null)
            return field == "name" ? View.NameOf(user) : TextOf(user.Element(field));
        if (user.Element("attributes") is not { ValueKind: JsonValueKind.Array } attributes)
            return null;
        foreach (var attribute in attributes.EnumerateArray())
        {
            if (attribute.GetProperty("name_std").ValueEquals(standard))
                return TextOf(attribute.GetProperty("value"));
        }

        return null;
    }

    // CODE: a boolean is looked for as "True".
    private static string? TextOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.True => "True",
            JsonValueKind.False => "False",
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };

    private static double? NumberOf(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : null;

    private static DateTimeOffset? InstantOf(string text) =>
        text.Length >= "2026-01-01".Length
        && char.IsAsciiDigit(text[0])
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : null;

    private static DateTimeOffset? Instant(double seconds) =>
        Math.Abs(seconds) <= Filter.LastSecond && seconds >= Filter.FirstSecond
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;
}
