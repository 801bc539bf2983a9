using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Vendors.UserCom;

/// <summary>A stored user on the wire: every key in the order of its version, unset ones by their kind. REC</summary>
internal sealed class View
{
    private readonly (string Name, string Field)[] keys;

    /// <param name="keys">In the order of the wire; <c>NAME=FIELD</c> where the stored field has another name.</param>
    public View(params string[] keys) => this.keys = [.. keys.Select(Key)];

    public byte[] Of(Document user) =>
        RawJson.Write((View: this, User: user), static (json, one) => one.View.Write(json, one.User));

    public void Write(Utf8JsonWriter json, Document user)
    {
        json.WriteStartObject();
        foreach (var (name, field) in keys)
        {
            json.WritePropertyName(name);
            if (field == "name")
                json.WriteStringValue(NameOf(user));
            else if (field == "chat_id")
                json.WriteRawValue(Unset(field), skipInputValidation: true);
            else
                json.WriteRawValue(user[field] is { Length: > 0 } raw ? raw : Unset(field), skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    /// <summary>What a stored field is called; its own name where no key shows it.</summary>
    public string NameOf(string field)
    {
        foreach (var key in keys)
            if (key.Field == field)
                return key.Name;
        return field;
    }

    /// <summary>The field of a key of the wire; null: the field of that name has another one on the wire.</summary>
    public string? FieldOf(string name)
    {
        foreach (var key in keys)
            if (key.Name == name)
                return key.Field;
        return NameOf(name) == name ? name : null;
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

    private static (string Name, string Field) Key(string key) =>
        key.Split('=') is [var name, var field] ? (name, field) : (key, key);

    private static ReadOnlySpan<byte> Unset(string field) =>
        field switch
        {
            "chat_id" => "\"Chat ID is deprecated and will be removed in future\""u8,
            "gender" => "\"unknown\""u8,
            "status" => "\"visitor\""u8,
            "page_views" or "score" => "0"u8,
            "unsubscribed" or "web_push_subscription" => "false"u8,
            "notifications" => "true"u8,
            "companies" or "attributes" or "lists" or "tags" => "[]"u8,
            _ => "null"u8,
        };
}
