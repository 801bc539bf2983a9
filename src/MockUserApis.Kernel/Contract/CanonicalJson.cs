using System.Text.Json;

namespace MockUserApis.Kernel;

/// <summary>A text that is equal for equal JSON values: keys sorted, white space gone, 1.0 the same as 1.</summary>
public static class CanonicalJson
{
    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(',', value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => JsonSerializer.Serialize(p.Name, ControlJson.Plain.String) + ":" + Of(p.Value))) + "}",
        JsonValueKind.Array => "[" + string.Join(',', value.EnumerateArray().Select(Of)) + "]",
        JsonValueKind.String => JsonSerializer.Serialize(value.GetString(), ControlJson.Plain.String!),
        JsonValueKind.Number => value.TryGetDecimal(out var number)
            ? (number / 1.000000000000000000000000000000m).ToString(System.Globalization.CultureInfo.InvariantCulture) : value.GetRawText(),
        _ => value.GetRawText(),
    };
}
