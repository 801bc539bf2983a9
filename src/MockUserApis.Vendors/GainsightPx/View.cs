using System.Text;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>
/// A stored user on the wire: the whole object, in the key order of a connector's stub, unset values by their kind.
/// CODE
/// </summary>
internal static class View
{
    private const string Json = "application/json";

    private static readonly string[] LocationKeys =
    [
        "countryName",
        "countryCode",
        "stateName",
        "stateCode",
        "city",
        "street",
        "postalCode",
        "continent",
        "regionName",
        "timeZone",
    ];

    private static readonly HashSet<string> Numbers =
    [
        "lastSeenDate",
        "signUpDate",
        "firstVisitDate",
        "score",
        "numberOfVisits",
        "createDate",
        "lastModifiedDate",
    ];
    private static readonly HashSet<string> Nulls = ["propertyKeys", "customAttributes", "lastVisitedUserAgentData"];

    private static readonly Rule ReadRule = new(
        "view/user",
        CODE,
        "keys, their order and unset values are those of the network stub in a connector's tests"
    );

    private static readonly Rule WordsRule = new(
        "view/user/words",
        ASSUMED,
        "EMPTY_USER_TYPE and EMPTY_GENDER are documented words; that an unset type or gender reads so is not"
    );

    private static readonly Rule CreatedRule = new(
        "view/created",
        ASSUMED,
        "documented is only the framework's wrapper; the created user is the plain choice"
    );

    public static Reply Read(Exchange exchange, Document user)
    {
        Note(exchange, user);
        return new(200, Of(user), Json) { Rule = ReadRule };
    }

    public static Reply Created(Exchange exchange, Document user)
    {
        Note(exchange, user);
        return new(201, Of(user), Json) { Rule = CreatedRule };
    }

    public static Reply Page(ReadOnlyMemory<byte> users) => new(200, users, Json) { Rule = ReadRule };

    /// <summary>Notes what the answer relies on as it shows this user.</summary>
    public static void Note(Exchange exchange, Document user)
    {
        if (RawJson.IsNothing(user["type"]) || RawJson.IsNothing(user["gender"]))
            exchange.Rely(WordsRule);
    }

    public static byte[] Of(Document user) => RawJson.Write(user, Write);

    public static void Write(Utf8JsonWriter json, Document user)
    {
        json.WriteStartObject();
        foreach (var field in user.Shape.Fields)
        {
            var raw = user[field];
            if (field is "lastInferredLocation")
                Text(json, "id"u8, user["identifyId"]);
            if (field is "location" or "lastInferredLocation")
                Location(json, field, raw);
            else if (IsLeftOut(field, raw))
                continue;
            else
            {
                json.WritePropertyName(field);
                json.WriteRawValue(RawJson.IsNothing(raw) ? Unset(field) : raw, skipInputValidation: true);
            }
        }

        json.WriteEndObject();
    }

    private static bool IsLeftOut(string field, ReadOnlySpan<byte> raw) =>
        field is "channelMetricList" ? RawJson.IsNothing(raw) : field is "preferences" or "denied";

    // ASSUMED: type and gender have words of their own for "unset"; the rest is CODE.
    public static ReadOnlySpan<byte> Unset(string field) =>
        field switch
        {
            "type" => "\"EMPTY_USER_TYPE\""u8,
            "gender" => "\"EMPTY_GENDER\""u8,
            "globalUnsubscribe" => "false"u8,
            _ when Numbers.Contains(field) => "0"u8,
            _ when Nulls.Contains(field) => "null"u8,
            _ => "\"\""u8,
        };

    /// <summary>What a read shows of a member below a location that is unset.</summary>
    public static ReadOnlySpan<byte> UnsetInLocation(ReadOnlySpan<string> path) =>
        path.Length == 2 && Is(path[0], "coordinates") && (Is(path[1], "latitude") || Is(path[1], "longitude"))
            ? "0.0"u8
            : "\"\""u8;

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> raw)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(raw, skipInputValidation: true);
    }

    public static void Location(Utf8JsonWriter json, string name, ReadOnlySpan<byte> raw)
    {
        var stored = RawJson.IsNothing(raw) ? default : RawJson.Parse(raw);
        json.WriteStartObject(name);
        foreach (var key in LocationKeys)
            json.WriteString(key, Words(stored, key));
        var coordinates =
            stored.ValueKind == JsonValueKind.Object && stored.TryGetProperty("coordinates", out var c) ? c : default;
        json.WriteStartObject("coordinates");
        Degrees(json, coordinates, "latitude");
        Degrees(json, coordinates, "longitude");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // A postal code sent as a bare number is read back as its digits. ASSUMED
    private static string Words(JsonElement stored, string key) =>
        stored.ValueKind != JsonValueKind.Object
        || !stored.TryGetProperty(key, out var value)
        || value.ValueKind == JsonValueKind.Null
            ? ""
            : value.ToString();

    private static void Degrees(Utf8JsonWriter json, JsonElement coordinates, string key)
    {
        json.WritePropertyName(key);
        var set =
            coordinates.ValueKind == JsonValueKind.Object
            && coordinates.TryGetProperty(key, out var value)
            && value.ValueKind == JsonValueKind.Number;
        json.WriteRawValue(
            set ? Encoding.UTF8.GetBytes(coordinates.GetProperty(key).GetRawText()) : "0.0"u8,
            skipInputValidation: true
        );
    }
}
