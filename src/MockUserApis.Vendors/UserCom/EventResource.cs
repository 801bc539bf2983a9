using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;

namespace MockUserApis.Vendors.UserCom;

/// <summary>Events, as a version shows them.</summary>
/// <param name="rules">What the keys of a new one become.</param>
internal sealed class EventResource(VersionedApi api, UpdateRules rules) : Resource(api, UserCom.Events)
{
    public override UpdateRules UpdateRules => rules;

    public override string UpdateOperation => "createEvent";

    public override IReadOnlyList<MemberLink> Links => [new(api.UserReference, Vendor.Recipe, "id")];

    public override ReadOnlyMemory<byte> Show(Document member, Sandbox sandbox) =>
        RawJson.Write(
            (member, api.UserReference),
            static (json, one) => EventView.Write(json, one.member, one.UserReference)
        );

    public override bool Take(string name, JsonElement value, Draft draft, MergeContext context)
    {
        if (name is not ("name" or "event") || value.ValueKind != JsonValueKind.String)
            return false;
        EventFields.Call(value.GetString()!, draft, context);
        return true;
    }

    public override async ValueTask<SharedNames?> NamesOfSeedAsync(JsonElement body, Sandbox sandbox)
    {
        SharedNames? names = null;
        foreach (var member in body.EnumerateObject())
        {
            if (member.Name is not ("name" or "event") || member.Value.ValueKind != JsonValueKind.String)
                continue;
            var (found, _) = await EventNames.LookUpAsync(member.Value.GetString()!, sandbox, Vendor);
            (names ??= new SharedNames()).Add(EventNames.Kind, member.Value.GetString()!, found);
        }

        return names;
    }
}
