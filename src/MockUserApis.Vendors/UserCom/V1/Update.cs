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
        .Field("email", (Refuse, ASSUMED, "the address that mail goes to"), (Replace, SEED, ""))
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
            (Clear, ASSUMED, NullClears),
            (Replace, SEED, "")
        )
        .Field(
            "user_id",
            (Refuse, ASSUMED, "cleared, the user would be gone from the path of the request"),
            (Effect.Convert, SEED, "stored as a string"),
            conversion: UserFields.OwnId
        )
        .Field(
            "company_id",
            (Refuse, ASSUMED, "adds, so there is nothing to clear"),
            (Effect.Convert, SEED, "adds a membership"),
            into: "companies",
            conversion: static (sent, draft, context) =>
                Companies.Join(UserFields.TextOf(sent), draft, context, CompanyRule)
        )
        .Field(
            "gender",
            (Refuse, ASSUMED, NullRefused),
            (Effect.Convert, REC, "1, 2, 3 and the words"),
            conversion: UserFields.Gender
        )
        .Field(
            "status",
            (Refuse, ASSUMED, NullRefused),
            (Effect.Convert, REC, "1, 2 and the words"),
            conversion: UserFields.Status
        )
        .Fields(["score", "unsubscribed", "notifications"], (Refuse, ASSUMED, NullRefused), (Replace, SEED, ""))
        .Field(
            "tags",
            (Refuse, ASSUMED, "adds, so there is nothing to clear"),
            (Effect.Convert, SEED, "adds, never removes"),
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
