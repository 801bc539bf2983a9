using System.Globalization;
using System.Text.Json;

namespace MockUserApis.Configuration;

/// <summary>What a schema wants, in words for who wrote the file.</summary>
internal static class SchemaWords
{
    private const int LongestQuoted = 60;

    /// <summary>Its types; none: any.</summary>
    public static IReadOnlyList<string> Types(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
            return [];
        return type.ValueKind == JsonValueKind.Array
            ? [.. type.EnumerateArray().Select(t => t.GetString()!)]
            : [type.GetString()!];
    }

    public static string Expected(JsonElement schema)
    {
        // A comment says what a pattern means.
        if (schema.TryGetProperty("$comment", out var comment))
            return comment.GetString()!;
        if (schema.TryGetProperty("enum", out var words))
        {
            List<string> texts = [.. words.EnumerateArray().Select(w => w.ToString().ToLowerInvariant())];
            return texts.Count == 1 ? texts[0] : $"{string.Join(", ", texts[..^1])} or {texts[^1]}";
        }

        return string.Join(" or ", Types(schema).Where(t => t != "null").Select(t => Named(t, schema)));
    }

    public static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>In quotes, cut where it is long.</summary>
    public static string Quoted(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= LongestQuoted ? $"\"{line}\"" : $"\"{line[..LongestQuoted]}…\"";
    }

    private static string Named(string type, JsonElement schema) =>
        type switch
        {
            "integer" => "a whole number" + Bounds(schema),
            "number" => "a number" + Bounds(schema),
            "boolean" => "true or false",
            "object" => "a map",
            "array" => "a list",
            _ => "text",
        };

    private static string Bounds(JsonElement schema)
    {
        var least = schema.TryGetProperty("minimum", out var from) ? $", {from} or more" : "";
        var above = schema.TryGetProperty("exclusiveMinimum", out from) ? $" above {from}" : "";
        if (!schema.TryGetProperty("maximum", out var most))
            return least + above;
        return above.Length > 0 ? $"{above} and at most {most}" : $" from {schema.GetProperty("minimum")} to {most}";
    }
}
