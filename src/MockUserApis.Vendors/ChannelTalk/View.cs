using System.Text.Json;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>
/// A stored user on the wire: SEED's keys in SEED's order. A field without a value is left out. ASSUMED
/// </summary>
internal static class View
{
    public static byte[] Of(Document user) =>
        RawJson.Write(
            (user, Profile: user.Element("profile")),
            static (json, u) =>
            {
                json.WriteStartObject();
                json.WriteStartObject("user");
                Write(json, u.user, u.Profile);
                json.WriteEndObject();
                Online(json, u.user);
                json.WriteEndObject();
            }
        );

    /// <summary><c>member</c> with a member id, else <c>lead</c>, unless it was seeded as <c>unified</c>.</summary>
    public static string TypeOf(Document user) => user.Text("type") ?? (user.Has("memberId") ? "member" : "lead");

    public static readonly IReadOnlyList<Rule> Rules =
    [
        new("view/qualified", ASSUMED, "a format check (DOC); which one: E.164, one @ with a dot after it"),
        new("view/avatarUrl", ASSUMED, "generated where the profile has none (DOC); the address is made up"),
        new("view/veilId", ASSUMED, "memberId for anonymous visitors (DOC), of whom the mock has none"),
    ];

    /// <summary>The user alone, without what stands around it.</summary>
    public static void Write(Utf8JsonWriter json, Document user) => Write(json, user, user.Element("profile"));

    /// <summary>Every field that is set, in the order of the shape, but for one that only the mock knows.</summary>
    public static void Whole(Utf8JsonWriter json, Document member, string? except = null)
    {
        json.WriteStartObject();
        foreach (var field in member.Shape.Fields)
        {
            if (field != except && !RawJson.IsNothing(member[field]))
                Or(json, member, field, default);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Document user, JsonElement profile)
    {
        var type = TypeOf(user);
        Stored(json, user, "id", "channelId", "memberId", "veilId", "unifiedId");
        json.WriteString("type", type);
        Mirror(json, profile, "name");
        json.WriteBoolean("mobileNumberQualified", Qualified.Number(profile));
        json.WriteBoolean("emailQualified", Qualified.Email(profile));
        Or(json, user, "profile", "{}"u8);
        Or(json, user, "profileOnce", "{}"u8);
        Or(json, user, "tags", "[]"u8);
        Or(json, user, "alert", "0"u8);
        Or(json, user, "unread", "0"u8);
        Stored(json, user, "popUpChatId");
        Or(json, user, "blocked", "false"u8);
        Or(json, user, "unsubscribeEmail", "false"u8);
        Or(json, user, "unsubscribeTexting", "false"u8);
        Or(json, user, "unsubscribeAppPush", "false"u8);
        Or(json, user, "hasChat", "false"u8);
        Or(json, user, "hasPushToken", "false"u8);
        Or(json, user, "language", "\"en\""u8);
        Stored(json, user, "country", "city", "latitude", "longitude", "web", "mobile");
        Or(json, user, "sessionsCount", "0"u8);
        Stored(json, user, "lastSeenAt");
        Or(json, user, "createdAt", "0"u8);
        Or(json, user, "updatedAt", "0"u8);
        Or(json, user, "version", "0"u8);
        Or(json, user, "managedKey", "0"u8);
        json.WriteBoolean("member", type == "member");
        Mirror(json, profile, "email");
        var hasPicture = Mirror(json, profile, "avatarUrl");
        if (!hasPicture)
            Prefixed(json, "avatarUrl", "https://example.com/avatars/"u8, user["id"]);
        Mirror(json, profile, "mobileNumber");
        Stored(json, user, "systemLanguage");
    }

    // ASSUMED: the vendor's messages call the person a user; the sample says only "string".
    private static void Online(Utf8JsonWriter json, Document user)
    {
        json.WriteStartObject("online");
        Stored(json, user, "channelId");
        json.WriteString("personType"u8, "user"u8);
        json.WritePropertyName("personId"u8);
        json.WriteRawValue(user["id"], skipInputValidation: true);
        Prefixed(json, "id", "user-"u8, user["id"]);
        json.WriteEndObject();
    }

    private static void Stored(Utf8JsonWriter json, Document user, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
            if (user.Has(field))
                Or(json, user, field, default);
    }

    private static void Or(Utf8JsonWriter json, Document user, string field, ReadOnlySpan<byte> unset)
    {
        json.WritePropertyName(field);
        json.WriteRawValue(user.Has(field) ? user[field] : unset, skipInputValidation: true);
    }

    private static bool Mirror(Utf8JsonWriter json, JsonElement profile, string key)
    {
        if (profile.ValueKind != JsonValueKind.Object || !profile.TryGetProperty(key, out var value))
            return false;
        json.WritePropertyName(key);
        value.WriteTo(json);
        return true;
    }

    // In segments: no text is made of the two.
    private static void Prefixed(Utf8JsonWriter json, string name, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> id)
    {
        json.WritePropertyName(name);
        json.WriteStringValueSegment(prefix, isFinalSegment: false);
        if (id.Contains((byte)'\\'))
            json.WriteStringValueSegment(RawJson.Text(id), isFinalSegment: true);
        else
            json.WriteStringValueSegment(id[1..^1], isFinalSegment: true);
    }
}
