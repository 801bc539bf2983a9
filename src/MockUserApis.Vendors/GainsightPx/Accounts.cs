using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>The accounts, to the control plane.</summary>
internal sealed class Accounts(GainsightPxApi api) : Resource(api, GainsightPx.Accounts)
{
    public override UpdateRules UpdateRules => AccountUpdate.Rules;

    public override string UpdateOperation => "updateAccount";

    public override ReadOnlyMemory<byte> Show(Document member, Sandbox sandbox) => AccountView.Of(member);

    public override async ValueTask<Func<Document, Document>?> CompletionAsync(Sandbox sandbox) =>
        (await Headcount.OfAsync(sandbox.Users(Vendor))).Complete;

    // Stored it would be out of date with the first user, and no read would show it.
    public override bool Take(string name, JsonElement value, Draft draft, MergeContext context) =>
        name == "numberOfUsers"
            ? throw new SeedException(
                "\"numberOfUsers\" is counted: as many users as have this accountId. Leave it out, and seed users."
            )
            : false;
}
