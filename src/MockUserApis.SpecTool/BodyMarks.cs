using System.Text.Json;
using System.Text.Json.Nodes;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.SpecTool;

/// <summary>The marks on the properties of a schema that clients send.</summary>
internal static class BodyMarks
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = PlainEncoder.Instance };

    public static void Add(JsonObject schema, SchemaSearch schemas, string body)
    {
        foreach (var (name, property) in schema["properties"].Entries())
        {
            if (property is not JsonObject map)
                continue;
            var nullable = schemas.AllowsNull(map);
            var marked = map["$ref"] is { } reference ? Around(reference) : map;
            if (marked != map)
                schema["properties"]![name] = marked;
            marked["x-client-body"] = body;
            if (map["readOnly"].IsTrue() && body == "only")
                marked["x-client-skip"] = true;
            if (!nullable)
                marked["x-client-not-null"] = true;
            MarkUnion(map, marked, nullable);
        }
    }

    // Nothing may stand beside a $ref, so a mark needs a schema around it.
    private static JsonObject Around(JsonNode reference) =>
        new() { ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = reference.DeepClone() }) };

    private static void MarkUnion(JsonObject property, JsonObject marked, bool nullable)
    {
        if (Union(property) is { } union && union.All(IsScalar))
        {
            marked["x-client-csharp"] = "StringOrNumber";
            marked["x-client-typescript"] = TypeScript(union) + (nullable ? " | null" : "");
        }
        else if (IsTextsAtLeast(property))
        {
            // The form that the vendor documents; what else it puts up with is not for a typed client to offer.
            marked["x-client-csharp"] = "System.Collections.Generic.List<string>";
            marked["x-client-typescript"] = "string[]" + (nullable ? " | null" : "");
        }
    }

    // A list of texts or of something else too; or such a list, or a text by itself.
    private static bool IsTextsAtLeast(JsonNode property) =>
        (Union(property["items"]) is { } items && items.Any(IsText))
        || (Union(property) is { } union && union.Any(branch => IsText(branch.At("items"))));

    private static bool IsText(JsonNode? branch) => branch.At("type").Text() == "string";

    private static JsonArray? Union(JsonNode? schema) => (schema.At("oneOf") ?? schema.At("anyOf")) as JsonArray;

    private static bool IsScalar(JsonNode? branch) => branch.At("type").Text() is "string" or "integer" or "number";

    private static string TypeScript(JsonArray union) => string.Join(" | ", union.SelectMany(Words).Distinct());

    private static IEnumerable<string> Words(JsonNode? branch) =>
        branch.At("enum") is JsonArray words
            ? words.Select(word => word?.ToJsonString(Plain) ?? "null")
            : [branch.At("type").Text() == "string" ? "string" : "number"];
}
