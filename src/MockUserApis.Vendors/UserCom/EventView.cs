using System.Text.Json;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Vendors.UserCom;

/// <summary>An event on the wire.</summary>
internal static class EventView
{
    /// <param name="user">What the version calls User.com's id of the user.</param>
    public static void Write(Utf8JsonWriter json, Document happened, string user)
    {
        json.WriteStartObject();
        Raw(json, "id", happened["id"]);
        Raw(json, user, happened["client"]);
        Raw(json, "event", happened["event"]);
        Raw(json, "event_id", happened["event_id"]);
        Raw(json, "timestamp", happened["timestamp"]);
        json.WriteStartArray("items");
        if (happened.Element("data") is { ValueKind: JsonValueKind.Object } data)
        {
            foreach (var pair in data.EnumerateObject())
            {
                json.WriteStartObject();
                json.WriteString("key", pair.Name);
                json.WriteString("value", AttributeType.TextOf(pair.Value));
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Raw(Utf8JsonWriter json, string name, ReadOnlySpan<byte> value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(RawJson.IsNothing(value) ? RawJson.Null : value, skipInputValidation: true);
    }
}
