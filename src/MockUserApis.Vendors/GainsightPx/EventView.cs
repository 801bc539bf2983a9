using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>A custom event on the wire, keys in the order of the page (DOC).</summary>
internal static class EventView
{
    private static readonly Rule ReadRule = new(
        "event/view",
        ASSUMED,
        "keys and their order are DOC; unset values are those of a user"
    );

    public static Reply Page(ReadOnlyMemory<byte> events) => Reply.Json(200, events).Because(ReadRule);

    public static byte[] Of(Document shown) => RawJson.Write(shown, Write);

    public static void Write(Utf8JsonWriter json, Document shown)
    {
        json.WriteStartObject();
        foreach (var field in shown.Shape.Fields)
        {
            var raw = shown[field];
            json.WritePropertyName(field);
            json.WriteRawValue(RawJson.IsNothing(raw) ? Unset(field) : raw, skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    public static ReadOnlySpan<byte> Unset(string field) =>
        field switch
        {
            "date" => "0"u8,
            "globalContext" or "attributes" => "null"u8,
            "userType" => "\"EMPTY_USER_TYPE\""u8,
            _ => "\"\""u8,
        };
}
