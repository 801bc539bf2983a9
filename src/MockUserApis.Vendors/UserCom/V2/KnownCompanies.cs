using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>Companies that an update joins: those that are there, by your id or by User.com's. DOC</summary>
internal static class KnownCompanies
{
    private static readonly Rule UnknownRule = new(
        "company/unknown", ASSUMED, "no page says that an update makes a company: no membership");

    public static void ByYourId(JsonElement sent, Draft draft, MergeContext context)
    {
        var id = UserFields.TextOf(sent);
        var known = Shared.Companies(context.Sandbox, context.Vendor);
        // A name that is not known is spelt as it was asked for.
        Join(!ReferenceEquals(known.Spelling(id), id) ? id : null, "/company_custom_id", sent, draft, context);
    }

    public static void ById(JsonElement sent, Draft draft, MergeContext context) =>
        Join(Named(sent.GetInt64(), context), "/company_id", sent, draft, context);

    private static string? Named(long id, MergeContext context)
    {
        var known = Shared.Companies(context.Sandbox, context.Vendor);
        var place = id - Shared.FirstCompany;
        if (place < 0) return null;
        if (place < Shared.CompanyIds.Count) return Shared.CompanyIds[(int)place];
        foreach (var name in known.Added) if (known.Get(name).Id == id) return name;
        return null;
    }

    private static void Join(string? company, string pointer, JsonElement sent, Draft draft, MergeContext context)
    {
        if (company is not null) Companies.Join([(company, View.Date(context.Now))], draft, context);
        else Companies.Note(pointer, sent, UnknownRule, context);
    }
}
