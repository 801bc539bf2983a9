using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Vendors.UserCom;

/// <summary>A stored user on the wire: every key in the recorded order, unset ones by their kind. REC</summary>
internal static class View
{
    private static readonly string[] Keys =
    [
        "id",
        "key",
        "name",
        "email",
        "gender",
        "status",
        "phone_number",
        "first_seen",
        "last_seen",
        "page_views",
        "last_ip",
        "timezone",
        "city",
        "region",
        "country",
        "unsubscribed",
        "browser_language",
        "score",
        "browser",
        "os_type",
        "resolution",
        "created_at",
        "updated_at",
        "companies",
        "attributes",
        "gravatar_url",
        "lists",
        "tags",
        "notifications",
        "facebook_url",
        "linkedin_url",
        "twitter_url",
        "google_url",
        "last_contacted",
        "user_id",
        // CODE: today's clients read them; their place is ASSUMED.
        "web_push_subscription",
        "assigned_to",
    ];

    public static byte[] Of(Document user) => RawJson.Write(user, Write);

    public static void Write(Utf8JsonWriter json, Document user)
    {
        json.WriteStartObject();
        json.WriteString("chat_id", "Chat ID is deprecated and will be removed in future");
        foreach (var key in Keys)
        {
            json.WritePropertyName(key);
            if (key == "name")
                json.WriteStringValue(NameOf(user));
            else
                json.WriteRawValue(user[key] is { Length: > 0 } raw ? raw : Unset(key), skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    /// <summary>UTC with microseconds. REC</summary>
    public static string Date(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>First and last name, or else the e-mail address. REC</summary>
    public static string? NameOf(Document user)
    {
        var name = $"{user.Text("first_name")} {user.Text("last_name")}".Trim();
        return name.Length > 0 ? name : user.Text("email");
    }

    private static ReadOnlySpan<byte> Unset(string key) =>
        key switch
        {
            "gender" => "\"unknown\""u8,
            "status" => "\"visitor\""u8,
            "page_views" or "score" => "0"u8,
            "unsubscribed" or "web_push_subscription" => "false"u8,
            "notifications" => "true"u8,
            "companies" or "attributes" or "lists" or "tags" => "[]"u8,
            _ => "null"u8,
        };
}
