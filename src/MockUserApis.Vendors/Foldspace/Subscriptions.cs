using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Apis.Effect;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.Foldspace;

/// <summary>Subscriptions: what an update does to one, and how one is shown.</summary>
internal sealed class Subscriptions(FoldspaceApi api) : Resource(api, Foldspace.Subscriptions)
{
    private const string NullClears = "no page mentions null; as in a user";
    private const string Ignored = "system-managed; as in a user";

    public static readonly UpdateRules Table = new UpdateRules { Of = "subscriptions", Changed = Stamp }
        .AbsentKeeps(ASSUMED, "the update is on no page: a partial merge, as a user's")
        .Fields(
            ["name", "domain", "planId", "lastSeenDate"],
            (Clear, ASSUMED, NullClears),
            (Replace, DOC, "of the creation: the update is on no page")
        )
        .Field(
            "products",
            (Clear, ASSUMED, NullClears),
            (Replace, DOC, "of the creation; an update replaces the list (ASSUMED)")
        )
        .Field(
            "customAttributes",
            (Clear, ASSUMED, NullClears),
            (MergeKeys, ASSUMED, "merged key by key, as in a user"),
            nullKey: Clear
        )
        .Field("identifyId", (Ignore, ASSUMED, Ignored), (Ignore, DOC, "not updatable; the path names it"))
        .Fields(["id", "lastModifiedDate"], (Ignore, ASSUMED, Ignored), (Ignore, ASSUMED, Ignored));

    public override UpdateRules UpdateRules => Table;

    public override string UpdateOperation => "updateSubscription";

    public override ReadOnlyMemory<byte> Show(Document member, Sandbox sandbox) => View.Of(member);

    /// <summary>A new subscription made of a create's body; null reads as absent there.</summary>
    public static Document Create(JsonElement body, MergeContext context) =>
        Document.Build(
            SubscriptionSeed.Fields,
            draft =>
            {
                var persona = new Persona(context.Sandbox.Seed, "Foldspace/subscriptions", context.Ordinal);
                draft.Set("id", persona.Uuid("id"));
                draft.Set("identifyId", body.GetProperty("identifyId"));
                Merge.Into(draft, Table, body, context);
                Stamp(draft, context);
            }
        );

    private static void Stamp(Draft draft, MergeContext context) => draft.Set("lastModifiedDate", context.NowMillis);
}
