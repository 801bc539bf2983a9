using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.Clients;

/// <summary>
/// Members beside the declared ones. A JsonObject is what reads and writes best, but as JsonExtensionData System.Text.Json 10 writes it
/// as an object inside the object; so it goes through a dictionary.
/// </summary>
internal static class Further
{
    public static JsonObject ToJson(Dictionary<string, object?>? members) => members is null ? [] : JsonSerializer.SerializeToNode(members)!.AsObject();

    public static Dictionary<string, object?>? ToMembers(JsonObject? json) => json?.ToDictionary(member => member.Key, member => (object?)member.Value);
}
