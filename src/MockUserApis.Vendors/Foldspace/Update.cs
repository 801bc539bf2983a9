using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Apis.Effect;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.Foldspace;

/// <summary>What an update does, field by field.</summary>
internal static class Update
{
    private const string NullClears = "the page does not mention null; GET shows what is unset as null";
    private const string NullUnsets = "the page does not mention null; it unsets the key, as it does a field";

    public static readonly UpdateRules Rules = new UpdateRules { Changed = Stamp }
        .AbsentKeeps(ASSUMED, "\"Updates user information\": a partial merge, as only two fields are required")
        .Field("userType", (Refuse, SEED, "required"), (Refuse, ASSUMED, "required"), (Replace, SEED, ""))
        .Field(
            "identifyId",
            (Refuse, SEED, "required"),
            (Refuse, ASSUMED, "required"),
            (Ignore, SEED, "not updatable; the path names the user")
        )
        .Fields(
            [
                "email",
                "name",
                "role",
                "phone",
                "timezone",
                "leadDate",
                "signUpDate",
                "firstVisitDate",
                "lastSeenDate",
                "lastSubscriptionIdentifier",
                "image",
                "pqlScore",
            ],
            (Clear, ASSUMED, NullClears),
            (Replace, SEED, "")
        )
        .Fields(
            ["allSubscriptionIdentifiers", "products"],
            (Clear, ASSUMED, NullClears),
            (Replace, ASSUMED, "lists are replaced")
        )
        .Field("location", (Clear, ASSUMED, NullClears), (MergeKeys, ASSUMED, "merged key by key"), nullKey: Clear)
        .Field(
            "customAttributes",
            (Clear, ASSUMED, NullClears),
            (MergeKeys, ASSUMED, "merged key by key"),
            nullKey: Clear
        )
        .Fields(
            ["id", "lastModifiedDate", "numberOfVisits"],
            (Ignore, ASSUMED, "system-managed"),
            (Ignore, ASSUMED, "system-managed")
        );

    /// <summary>Of a null below a key: the table's <c>nullKey</c>.</summary>
    private static readonly Rule[] NullKeys =
    [
        new("update/location/*/null", ASSUMED, NullUnsets),
        new("update/customAttributes/*/null", ASSUMED, NullUnsets),
    ];

    private static readonly Rule PathWins = new(
        "update/identifyId/mismatch",
        ASSUMED,
        "\"not updatable\" (SEED), so ignored as id is: the page's own curl names two users"
    );

    /// <summary>That the body names another user than the path, which breaks nothing: the path decides.</summary>
    public static Finding? Mismatch(string path, JsonElement body) =>
        body.GetProperty("identifyId") is var sent && sent.ValueEquals(path)
            ? null
            : new Finding("body", "/identifyId", "readOnly", "the path's, not updatable", ShownValue.Of(sent), PathWins)
            {
                Breaks = false,
                Value = sent,
            };

    /// <summary>A new user made of a create's body; null reads as absent there.</summary>
    public static Document Create(JsonElement body, MergeContext context) =>
        Document.Build(
            Seed.Fields,
            draft =>
            {
                draft.Set("id", new Persona(context.Sandbox.Seed, context.Vendor.Name, context.Ordinal).Uuid("id"));
                draft.Set("identifyId", body.GetProperty("identifyId"));
                Merge.Into(draft, Rules, body, context);
                Stamp(draft, context);
            }
        );

    private static void Stamp(Draft draft, MergeContext context) => draft.Set("lastModifiedDate", context.NowMillis);
}
