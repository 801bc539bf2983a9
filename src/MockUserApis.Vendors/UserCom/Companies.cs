using System.Text.Json;
using MockUserApis.Kernel;

namespace MockUserApis.Vendors.UserCom;

/// <summary>A user's memberships, <c>{"id","name","member_since"}</c>.</summary>
internal static class Companies
{
    /// <summary>Adds the user to a company, which is created if it is unknown; who is a member stays one since when it was. ASSUMED</summary>
    public static void Join(string companyId, string since, Draft draft, MergeContext context)
    {
        var (id, name) = (Shared.Companies(context.Sandbox, context.Vendor).Get(companyId).Id, Shared.NameOfCompany(companyId));
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
