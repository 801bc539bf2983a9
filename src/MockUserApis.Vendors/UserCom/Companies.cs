using System.Text.Json;
using MockUserApis.Kernel;
using static MockUserApis.Kernel.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>A user's memberships, <c>{"id","name","member_since"}</c>.</summary>
internal static class Companies
{
    private static readonly Rule CreateRule = new("company/create", ASSUMED, "an unknown company is created, under the id it was named by");

    public static IEnumerable<Rule> All => [CreateRule];

    /// <summary>Adds the user to a company, which is created if it is unknown; who is a member stays one since when it was. ASSUMED</summary>
    public static void Join(string companyId, string since, Draft draft, MergeContext context)
    {
        var ((id, created), name) = (Shared.Companies(context.Sandbox, context.Vendor).Get(companyId), Shared.NameOfCompany(companyId));
        if (created) context.Exchange?.Rely(CreateRule);
        if (!Entries.Has(draft["companies"], "name", name)) draft.Set("companies", Entries.Put(draft["companies"], "name", name, (id, name, since), Write));
    }

    public static void Write(Utf8JsonWriter json, (long Id, string Name, string Since) company)
    {
        json.WriteStartObject();
        json.WriteNumber("id", company.Id);
        json.WriteString("name", company.Name);
        json.WriteString("member_since", company.Since);
        json.WriteEndObject();
    }
}
