using System.Text.Json.Nodes;

namespace MockUserApis.NewVendor;

/// <summary>One field of an update's body: what the spec says of it, and values that fit.</summary>
/// <param name="Name">As it is on the wire.</param>
/// <param name="Schema">Its type and what bounds it, without <c>nullable</c>.</param>
/// <param name="IsRequired">An update must have it, and may not send null.</param>
/// <param name="Description">A sentence.</param>
internal sealed record Field(string Name, JsonObject Schema, bool IsRequired, string Description)
{
    /// <summary>The type of the schema, and nothing of its bounds.</summary>
    public string Type => Schema["type"]!.GetValue<string>();

    /// <summary>Text of any kind: what the clients' scenario writes and clears.</summary>
    public bool IsFreeText =>
        !IsRequired
        && Type == "string"
        && Schema["enum"] is null
        && Schema["format"] is null
        && Number("maxLength", int.MaxValue) >= 10
        && Number("minLength", 0) <= 3;

    public JsonArray? Words => Schema["enum"] as JsonArray;

    public string? Format => Schema["format"]?.GetValue<string>();

    /// <summary>A bound of the schema, or what holds without one.</summary>
    public double Number(string bound, double without) =>
        Schema[bound] is { } value ? value.GetValue<double>() : without;

    /// <summary>A value that fits.</summary>
    public JsonNode Sample => Samples.Of(this);

    /// <summary>The name without case and signs: <c>firstname</c> of <c>first_name</c>.</summary>
    public string Bare => new([.. Name.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);
}
