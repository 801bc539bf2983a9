using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MockUserApis.Kernel.Operations;

/// <summary>What a Pact verifier sends. Action: setup (also when absent) or teardown.</summary>
public sealed record PactStateRequest(string? State, JsonObject? Params, string? Action, string? Consumer);

internal sealed record PactStateView(string State, string Action, string Sandbox)
{
    /// <summary>
    /// The user that a set-up made, as the vendor shows it: its top-level scalars. A verifier takes every member of the
    /// answer as a value for <c>fromProviderState</c>, so one with a name of ours is <c>user_NAME</c>.
    /// </summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? User { get; set; }

    internal static Dictionary<string, JsonElement> Scalars(JsonElement user)
    {
        var scalars = new Dictionary<string, JsonElement>();
        foreach (var member in user.EnumerateObject())
        {
            if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null)
                continue;
            var isOurs = member.Name is "state" or "action" or "sandbox";
            scalars[isOurs ? "user_" + member.Name : member.Name] = member.Value;
        }

        return scalars.Count == 0 && Wrapped(user) is { } inside ? Scalars(inside) : scalars;
    }

    // A vendor may show {"user":{…},…}.
    private static JsonElement? Wrapped(JsonElement shown)
    {
        foreach (var member in shown.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object)
                return member.Value;
        }

        return null;
    }
}
