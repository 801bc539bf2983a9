using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.SpecTool;

/// <summary>Reading a node that may be anything: null where it is not what was asked for.</summary>
internal static class JsonReading
{
    public static JsonNode? At(this JsonNode? node, string step) =>
        node switch
        {
            JsonObject map => map[step],
            JsonArray list when int.TryParse(step, out var index) && index >= 0 && index < list.Count => list[index],
            _ => null,
        };

    public static string? Text(this JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;

    public static bool IsTrue(this JsonNode? node) => node?.GetValueKind() == JsonValueKind.True;

    public static bool IsFalse(this JsonNode? node) => node?.GetValueKind() == JsonValueKind.False;

    public static IReadOnlyList<JsonNode?> Items(this JsonNode? node) => node is JsonArray list ? [.. list] : [];

    /// <summary>A list of its own, so that the map may be changed meanwhile.</summary>
    public static IReadOnlyList<KeyValuePair<string, JsonNode?>> Entries(this JsonNode? node) =>
        node is JsonObject map ? [.. map] : [];
}
