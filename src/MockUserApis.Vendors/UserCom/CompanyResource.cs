using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;

namespace MockUserApis.Vendors.UserCom;

/// <summary>Companies, as a version shows and changes them.</summary>
internal sealed class CompanyResource(VersionedApi api, UpdateRules rules, CompanyView view)
    : Resource(api, UserCom.Companies)
{
    public CompanyView View => view;

    public override UpdateRules UpdateRules => rules;

    public override string UpdateOperation => "updateCompanyByCustomId";

    public override IReadOnlyList<MemberLink> Links => field ??= [new("employees", Vendor.Recipe, "id")];

    public override ReadOnlyMemory<byte> Show(Document member, Sandbox sandbox) =>
        view.Of(NameChanges.Of(sandbox, Vendor).CurrentCompany(member), Employees.Of(member));

    public override async ValueTask<Func<Document, Document>?> CompletionAsync(Sandbox sandbox)
    {
        var all = await Employees.OfAsync(null, sandbox, Vendor);
        return company => Employees.Complete(company, all.GetValueOrDefault(CompanySeed.IdOf(company)) ?? []);
    }

    public override bool Take(string name, JsonElement value, Draft draft, MergeContext context)
    {
        switch (name)
        {
            // Users have their companies: a company cannot be given users.
            case "employees":
                return true;
            case "attributes" when value.ValueKind == JsonValueKind.Array:
                draft.Remove("attributes");
                CustomAttributes.Put([.. value.EnumerateArray().Select(SeedTake.Attribute)], draft, context);
                return true;
            case "tags" when value.ValueKind == JsonValueKind.Array:
                draft.Remove("tags");
                Tags.AddAll(value, draft, context);
                return true;
            default:
                return false;
        }
    }

    public override ValueTask<SharedNames?> NamesOfSeedAsync(JsonElement body, Sandbox sandbox) =>
        NamesNeeded.OfCompanyAsync(body, this, sandbox, isSeed: true);
}
