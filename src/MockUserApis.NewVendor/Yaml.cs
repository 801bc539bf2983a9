using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.NewVendor;

/// <summary>Parts of a spec as YAML. Text is in quotes, as in JSON: YAML 1.2 reads it the same.</summary>
internal static class Yaml
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Text(string text) => JsonValue.Create(text).ToJsonString(Plain);

    public static string Json(JsonNode? node) => node?.ToJsonString(Plain) ?? "null";

    /// <summary>The properties of a schema, eight columns in.</summary>
    /// <param name="fields">In their order.</param>
    /// <param name="isRead">Of what is read: what is not set is null.</param>
    public static string Properties(IEnumerable<Field> fields, bool isRead)
    {
        var text = new StringBuilder();
        foreach (var field in fields)
        {
            var isNullable = isRead || !field.IsRequired;
            text.Append("        ").Append(Key(field.Name)).Append(":\n");
            foreach (var (key, value) in field.Schema)
            {
                var shown = key == "enum" && isNullable ? new JsonArray([.. Copy(value), null]) : value;
                text.Append("          ").Append(key).Append(": ").Append(Json(shown)).Append('\n');
            }

            if (isNullable)
                text.Append("          nullable: true\n");
            text.Append("          description: ").Append(Text(field.Description)).Append('\n');
            if (!isRead)
                text.Append("          example: ").Append(Json(field.Sample)).Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>Members of a map, so many columns in.</summary>
    public static string Members(IEnumerable<(string Name, JsonNode? Value)> members, int columns) =>
        string.Join('\n', members.Select(m => $"{new string(' ', columns)}{Key(m.Name)}: {Json(m.Value)}"));

    // What YAML might take for something else than text is quoted.
    public static string Key(string name) => name.All(c => char.IsAsciiLetter(c)) && !IsWord(name) ? name : Text(name);

    private static bool IsWord(string name) =>
        name.ToLowerInvariant() is "null" or "true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n";

    private static IEnumerable<JsonNode?> Copy(JsonNode? list) => list!.AsArray().Select(n => n?.DeepClone());
}
