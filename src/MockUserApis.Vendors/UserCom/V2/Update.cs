using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Apis.Effect;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>What an update does, field by field. Any other key is a custom attribute.</summary>
internal static class Update
{
    private const string NullClears = "as in version 1: the view shows null for what was never set";
    private const string NullRefused = "as in version 1: the view never shows null there";
    private const string Adds = "adds, so there is nothing to clear";
    private const string Managed = "as in version 1: shown, not among the keys that the pages name; not stored";

    private static readonly Rule NewRule = new(
        "update_or_create/new",
        ASSUMED,
        "custom_id is optional and the page names no other key to look by: without it a user is made"
    );
    private static readonly Rule AttributeRule = new(
        "attribute/new/update",
        ASSUMED,
        "the pages want it to exist before, clients send any key: created, as in version 1"
    );

    public static readonly UpdateRules Rules = new UpdateRules { Changed = UserFields.Stamp, Unknown = Attributes }
        .AbsentKeeps(DOC)
        .Field("email", (Replace, DOC, ""), (Refuse, ASSUMED, "as in version 1: the address that mail goes to"))
        .Fields(["first_name", "last_name"], (Replace, DOC, ""), (Clear, ASSUMED, NullClears))
        .Fields(
            [
                "phone_number",
                "city",
                "region",
                "country",
                "timezone",
                "facebook_url",
                "linkedin_url",
                "twitter_url",
                "google_url",
                "gravatar_url",
            ],
            (Replace, CODE, ""),
            (Clear, ASSUMED, NullClears)
        )
        .Field("assigned_to", (Replace, DOC, ""), (Clear, ASSUMED, NullClears))
        .Field(
            "custom_id",
            (Effect.Convert, DOC, "version 1's user_id"),
            (Refuse, ASSUMED, "cleared, the user would be gone from the path of the request"),
            into: "user_id",
            conversion: UserFields.OwnId
        )
        .Field(
            "company_custom_id",
            (Effect.Convert, DOC, "adds a membership of the company with your id"),
            (Refuse, ASSUMED, Adds),
            into: "companies",
            conversion: KnownCompanies.ByYourId
        )
        .Field(
            "company_id",
            (Effect.Convert, ASSUMED, "User.com's integer (DOC); no page says that it adds a membership"),
            (Refuse, ASSUMED, Adds),
            into: "companies",
            conversion: KnownCompanies.ById
        )
        .Field(
            "gender",
            (Effect.Convert, CODE, "1, 2, 3 and the words"),
            (Refuse, ASSUMED, NullRefused),
            conversion: UserFields.Gender
        )
        .Field(
            "status",
            (Effect.Convert, CODE, "1, 2 and the words"),
            (Refuse, ASSUMED, NullRefused),
            conversion: UserFields.Status
        )
        .Field("unsubscribed", (Replace, CODE, ""), (Refuse, ASSUMED, NullRefused))
        .Fields(["score", "notifications"], (Replace, DOC, ""), (Refuse, ASSUMED, NullRefused))
        .Field(
            "tags",
            (Effect.Convert, DOC, "adds, never removes, as in version 1"),
            (Refuse, ASSUMED, Adds),
            conversion: Tags.AddAll
        )
        .Field(
            "user_key",
            (Ignore, ASSUMED, "one client sends the cookie's: not stored"),
            (Ignore, ASSUMED, "as a value")
        )
        .Field(
            "user_id",
            (Ignore, ASSUMED, "one client sends it beside custom_id: not stored"),
            (Ignore, ASSUMED, "as a value")
        )
        .Field(
            "attributes",
            (Ignore, ASSUMED, "one client sends an object of them: each is a key of its own, not stored"),
            (Ignore, ASSUMED, "as a value")
        )
        .Fields(
            [
                "chat_id",
                "id",
                "key",
                "name",
                "first_seen",
                "last_seen",
                "page_views",
                "last_ip",
                "browser_language",
                "browser",
                "os_type",
                "resolution",
                "created_at",
                "updated_at",
                "companies",
                "lists",
                "web_push_subscription",
                "last_contacted",
            ],
            (Ignore, ASSUMED, Managed),
            (Ignore, ASSUMED, Managed)
        );

    /// <summary>That update_or_create was given nothing to look by.</summary>
    public static void NoteNew(Exchange exchange)
    {
        exchange.Rely(NewRule);
        const string Expected = "your own id, to find the user by";
        exchange.Note(new Finding("body", "/custom_id", "required", Expected, "absent", NewRule) { Breaks = false });
    }

    private static void Attributes(
        IReadOnlyList<KeyValuePair<string, JsonElement>> sent,
        Draft draft,
        MergeContext context
    )
    {
        if (context.Exchange is null)
            CustomAttributes.Put(sent, draft, context);
        else
            CustomAttributes.Set(sent, static name => "/" + JsonPointer.Escape(name), draft, context, AttributeRule);
    }
}
