using System.Text.Json;

namespace MockUserApis.Kernel.Apis;

/// <summary>
/// A request body as it was sent. The contract check has passed it; the JSON is the payload, because a DTO forgets
/// which members were absent and which were null.
/// </summary>
public abstract class RequestBody(JsonElement json)
{
    public JsonElement Json => json;

    public bool Has(string member) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(member, out _);

    /// <summary>A string member; null when absent, null or not a string.</summary>
    public string? Text(string member) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(member, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}

/// <summary>
/// The same of one operation's body. Nothing reads it as <typeparamref name="TBody"/>: the type keeps the bodies of two
/// operations apart, and is what the OpenAPI document that a server makes of itself shows.
/// </summary>
/// <typeparam name="TBody">The generated DTO that describes it.</typeparam>
public sealed class RequestBody<TBody>(JsonElement json) : RequestBody(json);
