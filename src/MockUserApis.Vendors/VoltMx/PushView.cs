using System.Text.Json;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>A member by its push subscription: an id in text, and a date without a zone. DOC</summary>
internal static class PushView
{
    private const string Zone = " UTC";

    public static byte[] Of(Document member, IReadOnlyList<DynamicAttribute> more) =>
        RawJson.Write((member, more), static (json, m) => Write(json, m.member, m.more));

    private static void Write(Utf8JsonWriter json, Document member, IReadOnlyList<DynamicAttribute> more)
    {
        json.WriteStartObject();
        Stored(json, member, "lastName", "country");
        json.WriteBoolean("pushSubscription", true);
        Stored(json, member, "createdDateStr");
        json.WriteNumber("campaignsSent", 0);
        Stored(json, member, "mobileNumber");
        DynamicValues.Show(json, member, more);
        Stored(json, member, "active", "smsSubscription", "voiceSubscription");
        json.WriteNumber("pushesSent", 0);
        Stored(json, member, "firstName", "lastModifiedDateStr", "emailSubscription");
        json.WriteString("id", System.Text.Encoding.UTF8.GetString(member["id"]));
        Stored(json, member, "state", "email");
        json.WriteString("lastActiveDateStr", Date(member));
        json.WriteEndObject();
    }

    private static void Stored(Utf8JsonWriter json, Document member, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            json.WritePropertyName(field);
            var value = member[field];
            json.WriteRawValue(RawJson.IsNothing(value) ? RawJson.Null : value, skipInputValidation: true);
        }
    }

    private static string? Date(Document member) =>
        member.Text("lastActiveDateStr") is { } date && date.EndsWith(Zone, StringComparison.Ordinal)
            ? date[..^Zone.Length]
            : null;
}
