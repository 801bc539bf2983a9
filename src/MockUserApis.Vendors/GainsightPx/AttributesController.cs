using System.Globalization;
using System.Text.Json;
using MockUserApis.Generated.GainsightPx;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

public sealed class AttributesController : AttributesControllerBase
{
    private const string Model = "/v1/admin/model/";
    private const string Attributes = "/attributes";

    private static readonly Rule ListRule = new(
        "attributes/names",
        CODE,
        "the vendor's list (DOC) and the names that its loader maps beside it"
    );

    private static readonly Rule CustomRule = new(
        "attributes/custom",
        DOC,
        "a subscription defines custom attributes of its own: plan and seats of users, tier of accounts stand for them"
    );

    // The key is `id`, location attributes are flat: DOC. The loader stops where a field that it maps is missing, and
    // maps title, coordinates and what a read shows: CODE. It adds sfdcContactId and globalUnsubscribe itself, as the
    // list lacks them: CODE.
    private static readonly (string Type, string[] Names)[] Defaults =
    [
        ("STRING", ["id", "accountId", "email", "firstName", "gender", "jobTitle", "lastName", "phone", "role"]),
        ("STRING", ["subscriptionId", "city", "continent", "countryCode", "countryName", "latitude", "longitude"]),
        ("STRING", ["postalCode", "regionName", "stateCode", "stateName", "street", "timeZone"]),
        ("NUMBER", ["numberOfVisits", "score"]),
        ("DATE_TIME", ["firstVisitDate", "leadDate", "signUpDate"]),
        ("BOOLEAN", ["guidedTours", "onboardingBot", "productUpdates", "surveys", "trackUsage"]),
        ("STRING", ["title", "coordinates.latitude", "coordinates.longitude", "aptrinsicId", "type"]),
        ("DATE_TIME", ["lastSeenDate", "createDate", "lastModifiedDate"]),
    ];

    private static readonly (string Type, string[] Names)[] Customs = [("STRING", ["plan"]), ("NUMBER", ["seats"])];

    // DOC; the loader stops where a field that it maps is missing, so what a read shows beside them: CODE.
    private static readonly (string Type, string[] Names)[] AccountDefaults =
    [
        ("STRING", ["id", "name", "city", "continent", "countryCode", "countryName", "industry", "naicsCode"]),
        ("STRING", ["sfdcId", "sicCode", "plan", "website", "postalCode", "regionName", "stateCode", "stateName"]),
        ("STRING", ["street"]),
        ("NUMBER", ["numberOfEmployees", "numberOfUsers"]),
        ("STRING", ["trackedSubscriptionId", "dunsNumber", "parentGroupId", "timeZone"]),
        ("DATE_TIME", ["lastSeenDate", "createDate", "lastModifiedDate"]),
    ];

    private static readonly (string Type, string[] Names)[] AccountCustoms = [("STRING", ["tier"])];

    private static readonly byte[] OfUsers = RawJson.Write(json => Write(json, Defaults, Customs));

    private static readonly byte[] OfAccounts = RawJson.Write(json => Write(json, AccountDefaults, AccountCustoms));

    /// <summary>Whether the path asks for the attributes of a type that the vendor does not have. DOC</summary>
    internal static bool IsOfNoType(string path) =>
        path.StartsWith(Model, StringComparison.Ordinal)
        && path.EndsWith(Attributes, StringComparison.Ordinal)
        && path.Length > Model.Length + Attributes.Length
        && path[Model.Length..^Attributes.Length] is var type
        && !type.Contains('/', StringComparison.Ordinal)
        && type is not ("user" or "account");

    public override ValueTask<Reply> ListUserAttributes() => Reply.Json(200, OfUsers).Because(ListRule);

    public override ValueTask<Reply> ListAccountAttributes() => Reply.Json(200, OfAccounts).Because(ListRule);

    private static void Write(
        Utf8JsonWriter json,
        (string Type, string[] Names)[] defaults,
        (string Type, string[] Names)[] customs
    )
    {
        var id = 0;
        json.WriteStartArray();
        foreach (var (origin, groups) in new[] { ("DEFAULT", defaults), ("CUSTOM", customs) })
        {
            foreach (var (type, names) in groups)
            foreach (var name in names)
                Write(json, ++id, name, type, origin);
        }

        json.WriteEndArray();
    }

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
