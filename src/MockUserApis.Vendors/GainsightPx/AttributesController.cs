using System.Globalization;
using System.Text.Json;
using MockUserApis.Generated.GainsightPx;
using MockUserApis.Kernel;

namespace MockUserApis.Vendors.GainsightPx;

public sealed class AttributesController : AttributesControllerBase
{
    private static readonly (string Name, string Type)[] Defaults =
    [
        ("identifyId", "STRING"), ("type", "STRING"), ("gender", "STRING"), ("email", "STRING"), ("firstName", "STRING"), ("lastName", "STRING"),
        ("lastSeenDate", "DATE_TIME"), ("signUpDate", "DATE_TIME"), ("firstVisitDate", "DATE_TIME"), ("title", "STRING"), ("phone", "STRING"), ("score", "NUMBER"),
        ("role", "STRING"), ("subscriptionId", "STRING"), ("accountId", "STRING"), ("numberOfVisits", "NUMBER"), ("globalUnsubscribe", "BOOLEAN"), ("sfdcContactId", "STRING"),
    ];

    // DOC: an account defines custom attributes of its own; these two stand for them.
    private static readonly (string Name, string Type)[] Customs = [("plan", "STRING"), ("seats", "NUMBER")];

    public override Reply ListUserAttributes() => Reply.Json(200, RawJson.Write(static json =>
    {
        var id = 0;
        json.WriteStartArray();
        foreach (var (name, type) in Defaults) Write(json, ++id, name, type, "DEFAULT");
        foreach (var (name, type) in Customs) Write(json, ++id, name, type, "CUSTOM");
        json.WriteEndArray();
    }));

    private static void Write(Utf8JsonWriter json, int id, string name, string type, string origin)
    {
        var created = Persona.Epoch.ToUnixTimeMilliseconds();
        json.WriteStartObject();
        json.WriteString("id", id.ToString("0000", CultureInfo.InvariantCulture));
        json.WriteString("name", name);
        json.WriteString("apiName", name);
        json.WriteString("internalName", name);
        json.WriteString("description", "");
        json.WriteString("type", type);
        json.WriteString("state", "ENABLED");
        json.WriteString("origin", origin);
        json.WriteNumber("createdDate", created);
        json.WriteNumber("modifiedDate", created);
        json.WriteString("defaultValue", "");
        json.WriteEndObject();
    }
}
