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

    private static readonly Rule NameRule = new(
        "attribute/name/update",
        ASSUMED,
        "a name with blanks or capitals is the attribute of that name or name_std"
    );

    public static readonly UpdateRules Rules = new UpdateRules { Changed = UserFields.Stamp, Unknown = Attributes }
        .AbsentKeeps(DOC)
        .Field("email", (Refuse, ASSUMED, "as in version 1: the address that mail goes to"), (Replace, DOC, ""))
        .Fields(["first_name", "last_name"], (Clear, ASSUMED, NullClears), (Replace, DOC, ""))
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
            (Clear, ASSUMED, NullClears),
            (Replace, CODE, "")
        )
        .Field("assigned_to", (Clear, ASSUMED, NullClears), (Replace, DOC, ""))
        .Field(
            "custom_id",
            (Refuse, ASSUMED, "cleared, the user would be gone from the path of the request"),
            (Effect.Convert, DOC, "version 1's user_id"),
            into: "user_id",
            conversion: UserFields.OwnId
        )
        .Field(
            "company_custom_id",
            (Refuse, ASSUMED, Adds),
            (Effect.Convert, DOC, "adds a membership of the company with your id"),
            into: "companies",
            conversion: KnownCompanies.ByYourId
        )
        .Field(
            "company_id",
            (Refuse, ASSUMED, Adds),
            (Effect.Convert, ASSUMED, "User.com's integer (DOC); no page says that it adds a membership"),
            into: "companies",
            conversion: KnownCompanies.ById
        )
        .Field(
            "gender",
            (Refuse, ASSUMED, NullRefused),
            (Effect.Convert, CODE, "1, 2, 3 and the words"),
            conversion: UserFields.Gender
        )
        .Field(
            "status",
            (Refuse, ASSUMED, NullRefused),
            (Effect.Convert, CODE, "1, 2 and the words"),
            conversion: UserFields.Status
        )
        .Field("unsubscribed", (Refuse, ASSUMED, NullRefused), (Replace, CODE, ""))
        .Fields(["score", "notifications"], (Refuse, ASSUMED, NullRefused), (Replace, DOC, ""))
        .Field(
            "tags",
            (Refuse, ASSUMED, Adds),
            (Effect.Convert, DOC, "adds, never removes, as in version 1"),
            conversion: Tags.AddAll
        )
        .Field(
            "user_key",
            (Ignore, ASSUMED, "as a value"),
            (Ignore, ASSUMED, "one client sends the cookie's: not stored")
        )
        .Field(
            "user_id",
            (Ignore, ASSUMED, "as a value"),
            (Ignore, ASSUMED, "one client sends it beside custom_id: not stored")
        )
        .Field(
            "attributes",
            (Ignore, ASSUMED, "as a value"),
            (Ignore, ASSUMED, "one client sends an object of them: each is a key of its own, not stored")
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
                "most_active_time",
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
        {
            if (sent.Any(a => CustomAttributes.Standard(a.Key) != a.Key))
                context.Exchange.Rely(NameRule);
            CustomAttributes.Set(sent, static name => "/" + JsonPointer.Escape(name), draft, context, AttributeRule);
        }
    }
}
