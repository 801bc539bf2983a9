using System.Text;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// The type of a custom attribute, one for all users: that of the first value sent for it (ASSUMED). What does not fit
/// a string attribute is stored as text.
/// </summary>
internal static class AttributeType
{
    public const string Text = "string";

    /// <summary>Of the population's attributes.</summary>
    public static readonly IReadOnlyList<string> Known = ["string plan", "integer seats", "boolean onboarding_done"];

    private static readonly Rule ListRule = new(
        "attribute/text/list",
        REC,
        "[\"a\", \"b\"] comes back as \"['a', 'b']\""
    );
    private static readonly Rule BooleanRule = new("attribute/text/boolean", CODE, "true comes back as \"True\"");
    private static readonly Rule OtherRule = new(
        "attribute/text/other",
        ASSUMED,
        "a number in a string attribute: as text in its digits"
    );
    private static readonly Rule MisfitRule = new(
        "attribute/misfit",
        ASSUMED,
        "what holds an object, or does not fit another type, is stored as it was sent"
    );

    /// <summary>The value's type before the name, as <see cref="ApplicationNames.AttributeTypes"/> has them.</summary>
    public static string Typed(string standard, JsonElement value) => $"{OfValue(value)} {standard}";

    /// <summary>The attribute's type; the value's, when the attribute has none yet.</summary>
    public static string Of(string standard, JsonElement value, SharedNames names)
    {
        var typed = names.Find(ApplicationNames.TypeKind, Typed(standard, value))?.Spelling;
        return typed is null ? OfValue(value) : Before(typed);
    }

    /// <summary>The type in a text of <see cref="Typed"/>.</summary>
    public static string Before(string typed) => typed[..typed.IndexOf(' ', StringComparison.Ordinal)];

    /// <summary>The value as an attribute of the type keeps it.</summary>
    public static JsonElement Fitted(JsonElement value, string type, Exchange? exchange)
    {
        if (value.ValueKind is JsonValueKind.String or JsonValueKind.Null || type != Text || HoldsObject(value))
        {
            if (!Fits(value, type))
                exchange?.Rely(MisfitRule);
            return value;
        }

        exchange?.Rely(
            value.ValueKind switch
            {
                JsonValueKind.Array => ListRule,
                JsonValueKind.True or JsonValueKind.False => BooleanRule,
                _ => OtherRule,
            }
        );
        var text = new StringBuilder();
        Write(value, text);
        return RawJson.Parse(RawJson.String(text.ToString()));
    }

    // As it was sent: its members have names, by which the journal knows what is secret.
    private static bool HoldsObject(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return value.ValueKind == JsonValueKind.Object;
        foreach (var item in value.EnumerateArray())
            if (HoldsObject(item))
                return true;
        return false;
    }

    // A date, an instant and a choice come as texts, whatever is in them.
    private static bool Fits(JsonElement value, string type) =>
        value.ValueKind == JsonValueKind.Null
        || type == "json"
        || (value.ValueKind == JsonValueKind.String && type is "date" or "datetime" or "fixed")
        || (OfValue(value) == type && !HoldsObject(value))
        || (type == "float" && value.ValueKind == JsonValueKind.Number);

    private static string OfValue(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "float",
            _ => Text,
        };

    /// <summary>A value as text: a string is itself, what holds an object its JSON.</summary>
    public static string TextOf(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString()!;
        if (HoldsObject(value))
            return value.GetRawText();
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    // As Python's str() writes it.
    private static void Write(JsonElement value, StringBuilder text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.True:
                text.Append("True");
                break;
            case JsonValueKind.False:
                text.Append("False");
                break;
            case JsonValueKind.Null:
                text.Append("None");
                break;
            case JsonValueKind.Number:
                text.Append(value.GetRawText());
                break;
            case JsonValueKind.String:
                Quote(value.GetString()!, text);
                break;
            default:
                List(value, text);
                break;
        }
    }

    private static void List(JsonElement list, StringBuilder text)
    {
        text.Append('[');
        var isFirst = true;
        foreach (var item in list.EnumerateArray())
        {
            if (!isFirst)
                text.Append(", ");
            isFirst = false;
            Write(item, text);
        }

        text.Append(']');
    }

    private static void Quote(string value, StringBuilder text)
    {
        var isDouble = value.Contains('\'', StringComparison.Ordinal) && !value.Contains('"', StringComparison.Ordinal);
        var quote = isDouble ? '"' : '\'';
        text.Append(quote);
        foreach (var c in value)
        {
            if (c == quote || c == '\\')
                text.Append('\\').Append(c);
            else if (c is '\n' or '\r' or '\t')
                text.Append(
                    c switch
                    {
                        '\n' => "\\n",
                        '\r' => "\\r",
                        _ => "\\t",
                    }
                );
            else
                text.Append(c);
        }

        text.Append(quote);
    }
}
