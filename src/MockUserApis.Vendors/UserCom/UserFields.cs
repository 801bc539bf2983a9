using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>What the update tables of both versions do alike.</summary>
internal static class UserFields
{
    private static readonly Rule WordRule = new(
        "update/words",
        ASSUMED,
        "gender and status as words: a view that is sent back must not fail"
    );
    private static readonly string[] Genders = ["unknown", "male", "female"];
    private static readonly string[] Statuses = ["visitor", "user"];

    /// <summary>A new user: what the body leaves out has the view's default.</summary>
    public static Document Create(JsonElement body, MergeContext context) =>
        Document.Build(
            Seed.Fields,
            draft =>
            {
                Seed.Identify(draft, context.Ordinal, context.Sandbox.Seed);
                draft.Set("created_at", View.Date(context.Now));
                Merge.Into(draft, context.Api.UpdateRules, body, context);
                Stamp(draft, context);
            }
        );

    public static void Stamp(Draft draft, MergeContext context) => draft.Set("updated_at", View.Date(context.Now));

    /// <summary>An id as text, whether it was sent as a string or as a number.</summary>
    public static string TextOf(JsonElement id) =>
        id.ValueKind == JsonValueKind.String ? id.GetString()! : id.GetRawText();

    public static void OwnId(JsonElement sent, Draft draft, MergeContext context) => draft.Set("user_id", TextOf(sent));

    public static void Gender(JsonElement sent, Draft draft, MergeContext context) =>
        draft.Set("gender", Word(sent, Genders, context));

    public static void Status(JsonElement sent, Draft draft, MergeContext context) =>
        draft.Set("status", Word(sent, Statuses, context));

    private static string Word(JsonElement sent, string[] words, MergeContext context)
    {
        if (sent.ValueKind == JsonValueKind.Number)
            return words[sent.GetInt32() - 1];
        context.Exchange?.Rely(WordRule);
        return sent.GetString()!;
    }
}
