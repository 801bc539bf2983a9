using System.Text.Json.Nodes;
using MockUserApis.SpecTool;

namespace MockUserApis.NewVendor;

/// <summary>The fields of a body, as flat as a first table of updates needs them.</summary>
internal static class SourceFields
{
    private const int LongestLine = 90;

    // The path says it, and the skeleton's own field has it.
    private const string Key = "id";

    private static readonly string[] Scalars = ["string", "integer", "number", "boolean"];
    private static readonly string[] Formats =
    [
        "date-time",
        "date",
        "email",
        "uuid",
        "uri",
        "int32",
        "int64",
        "double",
    ];

    public static (IReadOnlyList<Field> Fields, IReadOnlyList<string> LeftOut) Of(JsonObject body, SourceDocument spec)
    {
        var required = spec.Required(body).ToHashSet();
        var (fields, leftOut) = (new OrderedDictionary<string, Field>(), new List<string>());
        foreach (var (name, schema) in spec.Properties(body))
        {
            if (name == Key || schema.At("readOnly").IsTrue())
                continue;
            if (Schema(schema, spec, name, leftOut) is not { } kept)
                continue;
            var description = Line(schema.At("description").Text(), $"The {name}.");
            fields[name] = new Field(name, kept, required.Contains(name), description);
        }

        return ([.. fields.Values], [.. leftOut.Select(l => Cut(l)).Distinct()]);
    }

    /// <summary>The first line of a description, or what stands for it.</summary>
    public static string Line(string? text, string otherwise)
    {
        var line = text?.Split('\n', '\r').Select(l => l.Trim()).FirstOrDefault(l => l.Length > 0);
        return line is null ? otherwise : Cut(line);
    }

    private static JsonObject? Schema(JsonObject schema, SourceDocument spec, string name, List<string> leftOut)
    {
        var type = Type(schema);
        if (type is null)
        {
            leftOut.Add($"{name}: the file names no single type");
            return null;
        }

        var kept = new JsonObject { ["type"] = type };
        if (type == "object")
        {
            leftOut.Add($"{name}: what is in it");
            kept["additionalProperties"] = true;
        }

        if (type == "array")
            kept["items"] = Items(spec.Follow(schema["items"]), name, leftOut);
        Keep(schema, kept, name, leftOut);
        return kept;
    }

    // OpenAPI 3.1 may say ["string", "null"].
    private static string? Type(JsonObject schema)
    {
        var said = schema["type"] is JsonArray several
            ? several.Select(t => t.Text()).Where(t => t != "null").ToList() is [var one]
                ? one
                : null
            : schema["type"].Text();
        if (said is null && (schema["properties"] ?? schema["allOf"]) is not null)
            return "object";
        return said is "object" or "array" || Scalars.Contains(said) ? said : null;
    }

    private static JsonObject Items(JsonNode? items, string name, List<string> leftOut)
    {
        var type = items is JsonObject schema ? Type(schema) : null;
        if (type is not null && Scalars.Contains(type))
            return new JsonObject { ["type"] = type };
        leftOut.Add($"{name}: what is in its items");
        return new JsonObject { ["type"] = "object", ["additionalProperties"] = true };
    }

    private static void Keep(JsonObject schema, JsonObject kept, string name, List<string> leftOut)
    {
        if (schema["format"].Text() is { } format && Formats.Contains(format))
            kept["format"] = format;
        foreach (var bound in (string[])["minLength", "maxLength", "minimum", "maximum", "maxItems"])
        {
            if (schema[bound] is JsonValue value && value.TryGetValue<long>(out _))
                kept[bound] = value.DeepClone();
        }

        var words = schema["enum"].Items().Select(w => w.Text()).OfType<string>().Distinct().ToList();
        if (kept["type"].Text() == "string" && words.Count > 0)
            kept["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w)]);

        if (schema["pattern"] is not null)
            leftOut.Add($"{name}: its pattern");
    }

    private static string Cut(string line) => line.Length <= LongestLine ? line : line[..LongestLine].TrimEnd() + "…";
}
