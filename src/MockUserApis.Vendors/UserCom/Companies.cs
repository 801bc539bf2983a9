using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>A user's memberships, <c>{"id","name","member_since"}</c>.</summary>
internal static class Companies
{
    private static readonly Rule CreateRule = new(
        "company/create",
        ASSUMED,
        "an unknown company is created, under the id it was named by"
    );

    /// <summary>Adds the user to companies, created if unknown; a member stays one since when it was. ASSUMED</summary>
    public static void Join(IEnumerable<(string Id, string Since)> companies, Draft draft, MergeContext context)
    {
        draft.Set("companies", KeyedList.Add(draft["companies"], "name", companies.Select(Entry), Write));

        (string, (long, string, string)) Entry((string Id, string Since) company)
        {
            var (found, name) = (
                context.Named(ApplicationNames.CompanyKind, company.Id),
                ApplicationNames.NameOfCompany(company.Id)
            );
            if (found.IsNew && context.Exchange is { } exchange)
                Note(company.Id, exchange);
            return (name, (found.Id, name, company.Since));
        }
    }

    private static void Note(string id, Exchange exchange)
    {
        exchange.Rely(CreateRule);
        // A change can run more than once.
        if (exchange.Findings.Any(f => f.Pointer == "/company_id" && f.Rule == CreateRule))
            return;
        var shown = ShownValue.Of(RawJson.Parse(RawJson.String(id)));
        exchange.Note(
            new Finding("body", "/company_id", "exists", "a company that is there", shown, CreateRule)
            {
                Breaks = false,
            }
        );
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
