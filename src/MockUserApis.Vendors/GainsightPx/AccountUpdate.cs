using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Apis.Effect;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>What an update does to an account, field by field: as to a user, which no page says. ASSUMED</summary>
internal static class AccountUpdate
{
    /// <summary>Dates that a client may write.</summary>
    public static readonly string[] Dates = ["lastSeenDate", "renewalDate"];

    private const string NoNull = "the vendor's loader leaves null and empty dates out: the API cannot take them";
    private const string NullKeeps = "as in a user";

    public static readonly UpdateRules Rules = new UpdateRules { Of = "accounts", Changed = Stamp }
        .AbsentKeeps(ASSUMED, "a partial merge, as a user's; the connector leaves id out, the loader name (CODE)")
        .Field("id", (Refuse, DOC, "required"), (Ignore, DOC, "names the account; the path decides"))
        .Field("name", (Refuse, DOC, "required"), (Replace, DOC, ""))
        .Fields(["trackedSubscriptionId", "sfdcId"], (Keep, ASSUMED, NullKeeps), (Replace, DOC, ""))
        .Fields(Dates, (Refuse, CODE, NoNull), (Replace, DOC, ""))
        .Fields(
            ["dunsNumber", "industry", "numberOfEmployees", "sicCode", "website", "naicsCode", "plan"],
            (Keep, ASSUMED, NullKeeps),
            (Replace, DOC, "")
        )
        .Field(
            "location",
            (Keep, ASSUMED, NullKeeps),
            (MergeKeys, ASSUMED, "merged key by key, the coordinates in it too"),
            nullKey: Keep,
            nested: "coordinates"
        )
        .Field("propertyKeys", (Refuse, DOC, "required"), (Replace, ASSUMED, "lists are replaced"))
        .Field("customAttributes", (Keep, ASSUMED, NullKeeps), (MergeKeys, ASSUMED, "merged key by key"), nullKey: Keep)
        .Fields(["parentGroupId", "healthScore", "gsId", "nps", "csm"], (Keep, ASSUMED, NullKeeps), (Replace, DOC, ""))
        .Fields(
            ["numberOfUsers", "createDate", "lastModifiedDate"],
            (Ignore, CODE, "read-only"),
            (Ignore, CODE, "read-only: a connector puts back what it got")
        );

    private static readonly Rule PathWins = new(
        "account/update/id/mismatch",
        ASSUMED,
        "the path names the account; strict takes a differing body for a mistake, as with users"
    );

    private static readonly Rule NotLookedAt = new(
        "lenient/account/id/mismatch",
        ASSUMED,
        "the path names the account, the body's id is not looked at, as with users"
    );

    /// <summary>What lenient lets pass beside a user's.</summary>
    public static readonly IReadOnlyList<Waiver> Waivers =
    [
        new("/id", "required", new("lenient/account/id", CODE, "a connector sends no id")),
        new(
            "/name",
            "required",
            new("lenient/account/name", CODE, "the vendor's loader sends none that is not mapped")
        ),
        new("/id", "mismatch", NotLookedAt),
        new("/id", "minLength", NotLookedAt),
        new("/id", "maxLength", NotLookedAt),
    ];

    /// <summary>The departure when the body names another account than the path.</summary>
    public static Finding? Mismatch(string path, RequestBody body) => PathMismatch.Of("id", body, path, PathWins);

    /// <summary>A new account made of a create's body: null reads as absent there.</summary>
    public static Document Create(string id, JsonElement body, MergeContext context) =>
        Document.Build(
            AccountSeed.Fields,
            draft =>
            {
                draft.Set("id", id).Set("createDate", context.NowMillis);
                Merge.Into(draft, Rules, body, context);
                Stamp(draft, context);
            }
        );

    private static void Stamp(Draft draft, MergeContext context) => draft.Set("lastModifiedDate", context.NowMillis);
}
