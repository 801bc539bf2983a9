using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>The custom events, to the control plane.</summary>
internal sealed class Events(GainsightPxApi api) : Resource(api, GainsightPx.Events)
{
    public override UpdateRules UpdateRules => Event.Rules;

    public override string UpdateOperation => "createCustomEvent";

    public override IReadOnlyList<MemberLink> Links { get; } =
    [new("identifyId", GainsightPx.Users, "identifyId"), new("accountId", GainsightPx.Accounts, "id")];

    public override ReadOnlyMemory<byte> Show(Document member, Sandbox sandbox) => EventView.Of(member);
}
