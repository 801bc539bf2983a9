using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.Clients;

// Members beside the declared ones. A JsonObject is what reads and writes best, but as JsonExtensionData
// System.Text.Json 10 writes it as an object inside the object; so it goes through a dictionary.
internal static class Further
{
    public static JsonObject ToJson(Dictionary<string, object?>? members)
    {
        var json = new JsonObject();
        foreach (var (name, value) in members ?? [])
            json[name] = Node(value);
        return json;
    }

    public static Dictionary<string, object?>? ToMembers(JsonObject? json) =>
        json?.ToDictionary(member => member.Key, member => (object?)member.Value);

    // The serializer reads a JsonElement; a JsonNode is what ToMembers gave it before.
    private static JsonNode? Node(object? value) =>
        value switch
        {
            null => null,
            JsonNode node => node.DeepClone(),
            JsonElement { ValueKind: JsonValueKind.Object } element => JsonObject.Create(element),
            JsonElement { ValueKind: JsonValueKind.Array } element => JsonArray.Create(element),
            JsonElement { ValueKind: JsonValueKind.Null } => null,
            JsonElement element => JsonValue.Create(element),
            _ => throw new InvalidOperationException($"A further member is JSON, not {value.GetType()}."),
        };
}
