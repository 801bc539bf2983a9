using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using static MockUserApis.Kernel.Apis.Effect;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>The events of users, as the control plane shows and seeds them.</summary>
internal sealed class Events(ChannelTalkApi api) : Resource(api, ChannelTalk.Events)
{
    private static readonly UpdateRules Table = new UpdateRules { Of = "events" }
        .AbsentKeeps(ASSUMED, "an event is made once: what the body leaves out is not there")
        .Field("name", (Refuse, ASSUMED, "required"), (Replace, DOC, ""))
        .Field(
            "property",
            (Clear, ASSUMED, "as absent: the vendor's fields are nullable"),
            (Replace, DOC, "an object of any values")
        );

    public override UpdateRules UpdateRules => Table;

    public override string UpdateOperation => "createEvent";

    public override IReadOnlyList<MemberLink> Links { get; } = [new("userId", api.Vendor.Recipe, "id")];

    public override ReadOnlyMemory<byte> Show(Document member, Sandbox sandbox) =>
        RawJson.Write(member, static (json, e) => View.Whole(json, e));

    public override bool Take(string name, JsonElement value, Draft draft, MergeContext context)
    {
        Seeded.Hold(name, value, Api.Contract.Component("Event"));
        return false;
    }

    /// <summary>A new event of a user, now.</summary>
    public static Document Create(string userId, JsonElement body, MergeContext context) =>
        Document.Build(
            EventSeed.Fields,
            draft =>
            {
                EventSeed.Begin(draft, context.Sandbox.Seed, context.Ordinal, userId, context.NowMillis);
                Merge.Into(draft, Table, body, context);
            }
        );
}
