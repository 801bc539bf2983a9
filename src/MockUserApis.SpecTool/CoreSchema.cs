using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MockUserApis.SpecTool;

/// <summary>What a plain word means: YAML 1.2's core schema (https://yaml.org/spec/1.2.2/#103-core-schema).</summary>
internal static partial class CoreSchema
{
    public static JsonNode? ToJson(YamlNode node) =>
        node switch
        {
            YamlMap map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key, ToJson(e.Value)))),
            YamlList list => new JsonArray([.. list.Items.Select(ToJson)]),
            YamlScalar { Plain: true } scalar => Resolve(scalar.Text),
            YamlScalar scalar => JsonValue.Create(scalar.Text),
            _ => null,
        };

    private static JsonNode? Resolve(string text) =>
        text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ => Number(text) is { } number ? JsonNode.Parse(number) : JsonValue.Create(text),
        };

    // As text: 9223372036854775807, which specs are full of, is no double.
    private static string? Number(string text)
    {
        if (Decimal().IsMatch(text))
        {
            return BigInteger.Parse(text, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        }
        if (Hexadecimal().IsMatch(text))
            return Digits(text, 16);
        if (Octal().IsMatch(text))
            return Digits(text, 8);
        if (!Float().IsMatch(text))
            return null;
        var value = double.Parse(text, CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "null";
    }

    private static string Digits(string text, int radix) =>
        text[2..]
            .Aggregate(BigInteger.Zero, (sum, c) => (sum * radix) + Convert.ToInt32(c.ToString(), 16))
            .ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A[-+]?[0-9]+\z")]
    private static partial Regex Decimal();

    [GeneratedRegex(@"\A0x[0-9a-fA-F]+\z")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"\A0o[0-7]+\z")]
    private static partial Regex Octal();

    [GeneratedRegex(@"\A[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z")]
    private static partial Regex Float();
}
