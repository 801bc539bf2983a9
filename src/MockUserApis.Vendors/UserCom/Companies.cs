using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Vendors.UserCom;

/// <summary>A user's memberships, <c>{"id","name","member_since"}</c>.</summary>
internal static class Companies
{
    /// <summary>Adds the user to companies, created if unknown; a member stays one since when it was. ASSUMED</summary>
    /// <param name="whenNew">What a company relies on that is created; null: nothing is said of it.</param>
    public static void Join(
        IEnumerable<(string Id, string Since)> companies,
        Draft draft,
        MergeContext context,
        Rule? whenNew = null
    )
    {
        draft.Set("companies", KeyedList.Add(draft["companies"], "name", companies.Select(Entry), Write));

        (string, (long, string, string)) Entry((string Id, string Since) company)
        {
            var (found, name) = (
                context.Named(ApplicationNames.CompanyKind, company.Id),
                ApplicationNames.NameOfCompany(company.Id)
            );
            if (found.IsNew && whenNew is not null)
            {
                Note("/company_id", RawJson.Parse(RawJson.String(company.Id)), whenNew, context);
            }

            return (name, (found.Id, name, company.Since));
        }
    }

    /// <summary>That a company was named that is not there.</summary>
    public static void Note(string pointer, JsonElement sent, Rule rule, MergeContext context)
    {
        if (context.Exchange is not { } exchange)
            return;
        exchange.Rely(rule);
        // A change can run more than once.
        if (exchange.Findings.Any(f => f.Pointer == pointer && f.Rule == rule))
            return;
        var shown = ShownValue.Of(sent);
        exchange.Note(
            new Finding("body", pointer, "exists", "a company that is there", shown, rule) { Breaks = false }
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
