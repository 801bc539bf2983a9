using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>The companies of a page.</summary>
internal static class CompanyPage
{
    /// <summary>How they are written: who belongs to them is looked up at once.</summary>
    public static async ValueTask<Action<Utf8JsonWriter, Member>> WriterAsync(List<Member> page, Exchange exchange)
    {
        var view = exchange.Companies.View;
        var all = await Employees.OfAsync(
            page.Select(c => CompanySeed.IdOf(c.Document)),
            exchange.Sandbox,
            exchange.Vendor
        );
        return (json, company) =>
            view.Write(json, exchange.CurrentCompany(company.Document), all[CompanySeed.IdOf(company.Document)]);
    }
}
