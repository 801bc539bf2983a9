using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Apis.Effect;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>What PATCH, and PUT of an existing member, do, field by field.</summary>
internal static class Update
{
    private const string ReadOnly = "the vendor's to set: the update's parameters do not list it";
    private const string ToFalse = "every field is nullable (DOC); null becomes the type's default";
    private const string NoChange = "of the two readings of null in the vendor's next model, the milder";

    public static readonly UpdateRules Rules = new UpdateRules { Changed = Changed }
        .AbsentKeeps(ASSUMED, "every key is optional, and nothing says that leaving one out clears it")
        .Field(
            "profile",
            (Keep, ASSUMED, NoChange),
            (Effect.Convert, SEED, "merged key by key, any key"),
            conversion: Profiles.Merge
        )
        .Field(
            "profileOnce",
            (Keep, ASSUMED, NoChange),
            (Effect.Convert, SEED, "keys that the profile lacks, once profile is merged"),
            conversion: Profiles.Hold
        )
        .Field("tags", (Clear, ASSUMED, "empties the list, as [] does"), (Replace, SEED, ""))
        .Fields(["unsubscribeEmail", "unsubscribeTexting"], (Clear, ASSUMED, ToFalse), (Replace, SEED, ""))
        .Field(
            "unsubscribeAppPush",
            (Clear, ASSUMED, ToFalse),
            (Replace, DOC, "the vendor's next model; its v5 file has it in answers alone")
        )
        .Field("blocked", (Clear, ASSUMED, ToFalse), (Replace, DOC, ""))
        .Field("language", (Clear, ASSUMED, "becomes the default, en"), (Replace, DOC, ""))
        .Fields(
            [
                "id",
                "channelId",
                "memberId",
                "veilId",
                "unifiedId",
                "type",
                "name",
                "mobileNumberQualified",
                "emailQualified",
                "alert",
                "unread",
                "popUpChatId",
                "hasChat",
                "hasPushToken",
                "country",
                "city",
                "latitude",
                "longitude",
                "web",
                "mobile",
                "sessionsCount",
                "lastSeenAt",
                "createdAt",
                "updatedAt",
                "version",
                "managedKey",
                "member",
                "email",
                "avatarUrl",
                "mobileNumber",
                "systemLanguage",
            ],
            (Ignore, ASSUMED, ReadOnly),
            (Ignore, ASSUMED, ReadOnly)
        );

    private static readonly Rule StampRule = new(
        "update/updatedAt",
        ASSUMED,
        "that version grows is DOC; that updatedAt moves with it, whether or not a value changed, is ours"
    );

    private static readonly Rule AsSent = new(
        "lenient/profile",
        ASSUMED,
        "a profile is open: a value of another type is stored as sent"
    );
    private static readonly Rule AnyTags = new(
        "lenient/tags",
        ASSUMED,
        "more tags, or repeated ones, are stored as sent"
    );

    public static readonly IReadOnlyList<Waiver> Waivers =
    [
        new("/profile/*", "*", AsSent),
        new("/profileOnce/*", "*", AsSent),
        new("/tags", "maxItems", AnyTags),
        new("/tags/*", "uniqueItems", AnyTags),
    ];

    /// <summary>A new user: a member when it has a member id, else a lead.</summary>
    public static Document Create(string? memberId, System.Text.Json.JsonElement body, MergeContext context) =>
        Document.Build(
            Seed.Fields,
            draft =>
            {
                Seed.Begin(draft, context.Sandbox.Seed, context.Ordinal);
                if (memberId is not null)
                    draft.Set("memberId", memberId);
                draft.Set("language", "en").Set("createdAt", context.NowMillis).Set("updatedAt", context.NowMillis);
                // DOC: creating a lead takes a profile and nothing else.
                if (memberId is null)
                    Profiles.Merge(body.GetProperty("profile"), draft, context);
                else
                    Merge.Into(draft, Rules, body, context);
                Profiles.Release(draft);
            }
        );

    /// <summary>A visit: seen now, one session more. DOC</summary>
    public static void Touch(Draft draft, MergeContext context) =>
        draft.Set("lastSeenAt", context.NowMillis).Set("sessionsCount", Seed.Number(draft["sessionsCount"]) + 1);

    /// <summary>Marks a change, whether or not it changed a value. ASSUMED</summary>
    public static void Stamp(Draft draft, MergeContext context) =>
        draft.Set("version", Seed.Number(draft["version"]) + 1).Set("updatedAt", context.NowMillis);

    private static void Changed(Draft draft, MergeContext context)
    {
        Profiles.Release(draft);
        Stamp(draft, context);
    }
}
