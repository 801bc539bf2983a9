using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>An account on the wire: the whole object, unset values by their kind.</summary>
internal static class AccountView
{
    private static readonly HashSet<string> Numbers =
    [
        "lastSeenDate",
        "numberOfEmployees",
        "numberOfUsers",
        "createDate",
        "lastModifiedDate",
        "renewalDate",
        "healthScore",
    ];

    private static readonly Rule ReadRule = new(
        "account/view",
        CODE,
        "keys, their order and unset values are a connector's stub's; the last five and their place are DOC"
    );

    private static readonly Rule CreatedRule = new(
        "account/view/created",
        ASSUMED,
        "201 is documented, its body is not: the created account, as with users"
    );

    public static Reply Read(Document account) => Reply.Json(200, Of(account)).Because(ReadRule);

    public static Reply Created(Document account) => Reply.Json(201, Of(account)).Because(CreatedRule);

    public static Reply Page(ReadOnlyMemory<byte> accounts) => Reply.Json(200, accounts).Because(ReadRule);

    public static byte[] Of(Document account) => RawJson.Write(account, Write);

    public static void Write(Utf8JsonWriter json, Document account)
    {
        json.WriteStartObject();
        foreach (var field in account.Shape.Fields)
        {
            var raw = account[field];
            if (field is "location")
            {
                View.Location(json, field, raw);
                continue;
            }

            json.WritePropertyName(field);
            json.WriteRawValue(RawJson.IsNothing(raw) ? Unset(field) : raw, skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    public static ReadOnlySpan<byte> Unset(string field) =>
        field switch
        {
            "nps" => "0.0"u8,
            "propertyKeys" or "customAttributes" => "null"u8,
            _ when Numbers.Contains(field) => "0"u8,
            _ => "\"\""u8,
        };
}
