using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>The open object of a user, and the record of what was set in it through <c>profileOnce</c>.</summary>
internal static class Profiles
{
    /// <summary>Below the update table's fields, so the ledger gets it from here.</summary>
    private static readonly Rule NullRemoves = new(
        "update/profile/*/null",
        ASSUMED,
        "that null is taken is DOC; it removes the key"
    );

    private static readonly Rule NullAddsNothing = new(
        "update/profileOnce/*/null",
        ASSUMED,
        "that null is taken is DOC; there is nothing to set"
    );

    private static readonly Rule ManyKinds = new(
        "update/profile/*/value",
        CODE,
        "an open key takes any JSON: a client sends arrays"
    );

    /// <summary>Merges key by key; a null removes the key, from the record too.</summary>
    public static void Merge(JsonElement sent, Draft draft, MergeContext context)
    {
        RelyOnKinds(sent, context);
        ObjectMerge.Into(draft, "profile", sent, fill: false, Effect.Clear);
        if (!sent.EnumerateObject().Any(m => m.Value.ValueKind == JsonValueKind.Null))
            return;
        context.Exchange?.Rely(NullRemoves);
        if (!draft.Has("profileOnce"))
            return;
        draft.Set("profileOnce", ObjectMerge.Pick(draft["profileOnce"], draft["profile"], present: true));
    }

    // A JSON object has no order: `profile` comes first even where the body has it last, so `profileOnce` waits.
    public static void Hold(JsonElement sent, Draft draft, MergeContext context)
    {
        RelyOnKinds(sent, context);
        draft.Set(Seed.Waiting, sent);
        foreach (var member in sent.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
                context.Exchange?.Rely(NullAddsNothing);
        }
    }

    /// <summary>Carries out a <c>profileOnce</c> that waits: what the profile lacks is set, and recorded.</summary>
    public static void Release(Draft draft)
    {
        if (!draft.Has(Seed.Waiting))
            return;
        var added = ObjectMerge.Pick(draft[Seed.Waiting], draft["profile"], present: false);
        draft.Remove(Seed.Waiting);
        ObjectMerge.Into(draft, "profile", added, fill: true, Effect.Clear);
        ObjectMerge.Into(draft, "profileOnce", added, fill: false, Effect.Clear);
    }

    // SEED shows texts, numbers and objects.
    private static void RelyOnKinds(JsonElement sent, MergeContext context)
    {
        if (
            context.Exchange is { } exchange
            && sent.EnumerateObject().Any(m => m.Value.ValueKind == JsonValueKind.Array)
        )
            exchange.Rely(ManyKinds);
    }

    /// <summary>Sets one key; null removes it.</summary>
    public static void Set(string key, JsonElement value, Draft draft) =>
        ObjectMerge.Into(
            draft,
            "profile",
            RawJson.Write(
                (key, value),
                static (json, s) =>
                {
                    json.WriteStartObject();
                    json.WritePropertyName(s.key);
                    s.value.WriteTo(json);
                    json.WriteEndObject();
                }
            ),
            fill: false,
            Effect.Clear
        );
}
