using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Apis.Effect;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom.V1;

/// <summary>What an update does, field by field. Any other key is a custom attribute.</summary>
internal static class Update
{
    private const string NullClears = "the view shows null for what was never set, and the seed's samples send it";
    private const string NullRefused = "the view never shows null there, so there is nothing to clear to";
    private const string Managed =
        "not in the allowed list, but the seed's samples send such keys: let pass and not stored";

    private static readonly Rule CompanyRule = new(
        "company/create",
        ASSUMED,
        "an unknown company is created, under the id it was named by"
    );

    public static readonly UpdateRules Rules = new UpdateRules
    {
        Changed = UserFields.Stamp,
        Unknown = CustomAttributes.Put,
    }
        .AbsentKeeps(REC)
        .Field("email", (Replace, SEED, ""), (Refuse, ASSUMED, "the address that mail goes to"))
        .Fields(
            [
                "first_name",
                "last_name",
                "phone_number",
                "city",
                "region",
                "country",
                "timezone",
                "assigned_to",
                "facebook_url",
                "linkedin_url",
                "twitter_url",
                "google_url",
                "gravatar_url",
            ],
            (Replace, SEED, ""),
            (Clear, ASSUMED, NullClears)
        )
        .Field(
            "user_id",
            (Effect.Convert, SEED, "stored as a string"),
            (Refuse, ASSUMED, "cleared, the user would be gone from the path of the request"),
            conversion: UserFields.OwnId
        )
        .Field(
            "company_id",
            (Effect.Convert, SEED, "adds a membership"),
            (Refuse, ASSUMED, "adds, so there is nothing to clear"),
            into: "companies",
            conversion: static (sent, draft, context) =>
                Companies.Join([(UserFields.TextOf(sent), View.Date(context.Now))], draft, context, CompanyRule)
        )
        .Field(
            "gender",
            (Effect.Convert, REC, "1, 2, 3 and the words"),
            (Refuse, ASSUMED, NullRefused),
            conversion: UserFields.Gender
        )
        .Field(
            "status",
            (Effect.Convert, REC, "1, 2 and the words"),
            (Refuse, ASSUMED, NullRefused),
            conversion: UserFields.Status
        )
        .Fields(["score", "unsubscribed", "notifications"], (Replace, SEED, ""), (Refuse, ASSUMED, NullRefused))
        .Field(
            "tags",
            (Effect.Convert, SEED, "adds, never removes"),
            (Refuse, ASSUMED, "adds, so there is nothing to clear"),
            conversion: Tags.AddAll
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
                "attributes",
                "lists",
                "web_push_subscription",
                "last_contacted",
            ],
            (Ignore, ASSUMED, Managed),
            (Ignore, ASSUMED, Managed)
        );
}
