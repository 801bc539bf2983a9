using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Apis.Effect;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>What an update does, field by field. Any other key is a custom attribute.</summary>
internal static class Update
{
    private const string NullClears = "the view shows null for what was never set, and the seed's samples send it";
    private const string NullRefused = "the view never shows null there, so there is nothing to clear to";
    private const string Managed =
        "not in the allowed list, but the seed's samples send such keys: let pass and not stored";

    private static readonly Rule WordRule = new(
        "update/words",
        ASSUMED,
        "gender and status as words: a view that is sent back must not fail"
    );
    private static readonly string[] Genders = ["unknown", "male", "female"];
    private static readonly string[] Statuses = ["visitor", "user"];

    public static readonly UpdateRules Rules = new UpdateRules { Changed = Stamp, Unknown = CustomAttributes.Put }
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
            conversion: static (sent, draft, _) => draft.Set("user_id", TextOf(sent))
        )
        .Field(
            "company_id",
            (Refuse, ASSUMED, "adds, so there is nothing to clear"),
            (Effect.Convert, SEED, "adds a membership"),
            into: "companies",
            conversion: static (sent, draft, context) =>
                Companies.Join([(TextOf(sent), View.Date(context.Now))], draft, context)
        )
        .Field(
            "gender",
            (Refuse, ASSUMED, NullRefused),
            (Effect.Convert, REC, "1, 2, 3 and the words"),
            conversion: static (sent, draft, context) => draft.Set("gender", Word(sent, Genders, context))
        )
        .Field(
            "status",
            (Refuse, ASSUMED, NullRefused),
            (Effect.Convert, REC, "1, 2 and the words"),
            conversion: static (sent, draft, context) => draft.Set("status", Word(sent, Statuses, context))
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

    /// <summary>Rules beside the table.</summary>
    /// <summary>A new user: what the body leaves out has the view's default.</summary>
    public static Document Create(JsonElement body, MergeContext context) =>
        Document.Build(
            Seed.Fields,
            draft =>
            {
                Seed.Identify(draft, context.Ordinal, context.Sandbox.Seed);
                draft.Set("created_at", View.Date(context.Now));
                Merge.Into(draft, Rules, body, context);
                Stamp(draft, context);
            }
        );

    public static void Stamp(Draft draft, MergeContext context) => draft.Set("updated_at", View.Date(context.Now));

    /// <summary>An id as text, whether it was sent as a string or as a number.</summary>
    public static string TextOf(JsonElement id) =>
        id.ValueKind == JsonValueKind.String ? id.GetString()! : id.GetRawText();

    private static string Word(JsonElement sent, string[] words, MergeContext context)
    {
        if (sent.ValueKind == JsonValueKind.Number)
            return words[sent.GetInt32() - 1];
        context.Exchange?.Rely(WordRule);
        return sent.GetString()!;
    }
}
