using System.Globalization;
using System.Text;
using System.Text.Json;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Kernel.Contract;

/// <summary>A text that is equal for equal JSON values: keys sorted, white space gone, 1.0 the same as 1.</summary>
public static class CanonicalJson
{
    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                Object(text, value);
                break;
            case JsonValueKind.Array:
                Array(text, value);
                break;
            case JsonValueKind.String:
                String(text, value.GetString()!);
                break;
            case JsonValueKind.Number when value.TryGetDecimal(out var number):
                text.Append((number / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void Object(StringBuilder text, JsonElement value)
    {
        var mark = '{';
        foreach (var member in value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            text.Append(mark);
            String(text, member.Name);
            text.Append(':');
            Write(text, member.Value);
            mark = ',';
        }

        text.Append(mark == '{' ? "{}" : "}");
    }

    private static void Array(StringBuilder text, JsonElement value)
    {
        var mark = '[';
        foreach (var item in value.EnumerateArray())
        {
            text.Append(mark);
            Write(text, item);
            mark = ',';
        }

        text.Append(mark == '[' ? "[]" : "]");
    }

    private static void String(StringBuilder text, string value) =>
        text.Append(Encoding.UTF8.GetString(RawJson.String(value)));
}
