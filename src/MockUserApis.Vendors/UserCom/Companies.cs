using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>A user's memberships, <c>{"id","name","member_since"}</c>, told apart by the company's id.</summary>
internal static class Companies
{
    /// <summary>Adds the user to companies; a member stays one since when it was. ASSUMED</summary>
    public static void Join(IEnumerable<(SharedName Company, string Since)> companies, Draft draft) =>
        draft.Set(
            "companies",
            KeyedList.Add(
                draft["companies"],
                "id",
                companies.Select(c => (Key(c.Company.Id), (c.Company.Id, c.Company.Spelling, c.Since))),
                Write
            )
        );

    /// <summary>Adds the user to the company of your id, which was looked up.</summary>
    /// <param name="whenNew">What a company relies on that was made for it.</param>
    public static void Join(string yours, Draft draft, MergeContext context, Rule whenNew)
    {
        var found = context.Named(ApplicationNames.CompanyKind, yours);
        if (found.IsNew)
            Note("company_id", RawJson.Parse(RawJson.String(yours)), whenNew, context);
        Join([(found, View.Date(context.Now))], draft);
    }

    /// <summary>That a company was named that is not there.</summary>
    public static void Note(string key, JsonElement sent, Rule rule, MergeContext context)
    {
        if (context.Exchange is not { } exchange)
            return;
        exchange.Rely(rule);
        // A mass update names the key as its attribute, and the company in its value.
        var pointer = exchange.Body.TryGetProperty(key, out _) ? "/" + key : "/value";
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

    public static string Key(long company) => company.ToString(CultureInfo.InvariantCulture);
}
