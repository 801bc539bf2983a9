using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Apis.Effect;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>What an update does, field by field.</summary>
internal static class Update
{
    /// <summary>Dates that a client may write.</summary>
    public static readonly string[] Dates = ["signUpDate", "firstVisitDate"];

    private const string NoNull = "the vendor's loader leaves null and empty dates out: the API cannot take them";
    private const string NullKeeps = "the vendor documents \"null never overrides\" for a sibling resource";

    public static readonly UpdateRules Rules = new UpdateRules { Changed = Stamp }
        .AbsentKeeps(CODE)
        .Field(
            "identifyId",
            (Refuse, SEED, "required; lenient lets it pass"),
            (Refuse, SEED, ""),
            (Ignore, SEED, "names the user; the path decides")
        )
        .Field(
            "propertyKeys",
            (Refuse, SEED, "required; lenient lets it pass"),
            (Refuse, SEED, ""),
            (Replace, ASSUMED, "lists are replaced")
        )
        .Fields(["type", "gender", "email", "firstName", "lastName"], (Keep, ASSUMED, NullKeeps), (Replace, SEED, ""))
        .Fields(Dates, (Refuse, CODE, NoNull), (Replace, SEED, ""))
        .Fields(
            ["title", "phone", "score", "role", "subscriptionId", "accountId"],
            (Keep, ASSUMED, NullKeeps),
            (Replace, SEED, "")
        )
        .Field(
            "location",
            (Keep, ASSUMED, NullKeeps),
            (MergeKeys, ASSUMED, "merged key by key, the coordinates in it too"),
            nullKey: Keep,
            nested: "coordinates"
        )
        .Field("customAttributes", (Keep, ASSUMED, NullKeeps), (MergeKeys, ASSUMED, "merged key by key"), nullKey: Keep)
        .Fields(["globalUnsubscribe", "sfdcContactId"], (Keep, ASSUMED, NullKeeps), (Replace, SEED, ""))
        .Fields(
            ["channelMetricList", "lastVisitedUserAgentData"],
            (Keep, ASSUMED, NullKeeps),
            (Replace, ASSUMED, "lists are replaced")
        )
        .Fields(
            [
                "aptrinsicId",
                "lastSeenDate",
                "numberOfVisits",
                "createDate",
                "lastModifiedDate",
                "id",
                "lastInferredLocation",
                "globalId",
            ],
            (Ignore, CODE, "read-only"),
            (Ignore, CODE, "read-only: real clients put back what they got")
        );

    /// <summary>Of a null below a key: the table's <c>nullKey</c>.</summary>
    private static readonly Rule[] NullKeys =
    [
        new("update/location/*/null", ASSUMED, "keeps the key, as null keeps a field"),
        new("update/customAttributes/*/null", ASSUMED, "keeps the key, as null keeps a field"),
    ];

    private static readonly Rule EmptyKeys = new(
        "lenient/propertyKeys/empty",
        ASSUMED,
        "not required there (CODE), so null and an empty list ask for nothing: they keep what the user has"
    );

    private static readonly Rule PathWins = new(
        "update/identifyId/mismatch",
        ASSUMED,
        "the path names the user; strict takes a differing body for a mistake"
    );

    private static readonly Rule NotLookedAt = new(
        "lenient/identifyId/mismatch",
        ASSUMED,
        "the path names the user, the body's id is not looked at"
    );

    // CODE: four real clients send fragments such as {"accountId":"x"}.
    public static readonly IReadOnlyList<Waiver> Waivers =
    [
        new("/identifyId", "required", new("lenient/identifyId", CODE)),
        new("/propertyKeys", "required", new("lenient/propertyKeys", CODE)),
        new("/propertyKeys", "nullable", EmptyKeys),
        new("/propertyKeys", "minItems", EmptyKeys),
        new("/identifyId", "mismatch", NotLookedAt),
        new("/identifyId", "minLength", NotLookedAt),
        new("/identifyId", "maxLength", NotLookedAt),
        .. AccountUpdate.Waivers,
        .. EventLimits.Waivers,
        .. Preferences.Waivers,
        .. TextScalars.Waivers,
    ];

    /// <summary>The departure when the body names another user than the path.</summary>
    public static Finding? Mismatch(string path, RequestBody body) =>
        PathMismatch.Of("identifyId", body, path, PathWins);

    /// <summary>A new user made of a create's body: null reads as absent there.</summary>
    public static Document Create(string identifyId, JsonElement body, MergeContext context) =>
        Document.Build(
            Seed.Fields,
            draft =>
            {
                draft.Set(
                    "aptrinsicId",
                    new Persona(context.Sandbox.Seed, context.Vendor.Name, context.Ordinal).Uuid("aptrinsicId")
                );
                draft.Set("identifyId", identifyId).Set("createDate", context.NowMillis);
                Merge.Into(draft, Rules, body, context);
                Stamp(draft, context);
            }
        );

    private static void Stamp(Draft draft, MergeContext context) => draft.Set("lastModifiedDate", context.NowMillis);
}
