using System.Text.Json;
using MockUserApis.Kernel;
using static MockUserApis.Kernel.Evidence;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>What a written member must satisfy beyond the spec's schema: conditions between fields, and forms that have a text of their own.</summary>
internal static class Core
{
    public const string MobileForm = "mobileForm";

    private static readonly Rule State = new("update/state/usa", SEED);
    private static readonly Rule Reconciled = new("update/mobileNumber/reconciliationKey", SEED);
    private static readonly Rule Mobile = new("update/mobileNumber/form", ASSUMED, "the text is DOC; that the code has 1 to 3 digits and + is optional is ours");
    private static readonly Rule Date = new("update/lastActiveDateStr/form", ASSUMED, "the forms are DOC; that others are refused is ours");
    private static readonly Rule Usa = new("update/state/usa/names", ASSUMED, "USA, US, United States, United States of America in any letter case");

    private static readonly string[] UsaNames = ["USA", "US", "United States", "United States of America"];

    public static IEnumerable<Rule> Rules => [State, Reconciled, Mobile, Date, Usa];

    public static bool IsUsa(string country) => UsaNames.Contains(country.Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Every departure of the body, in the order of the vendor's table.</summary>
    public static IReadOnlyList<Finding> Departures(Sent body, bool mobileRequired)
    {
        List<Finding> findings = [];
        if (IsUsa(body.Text("country")!) && string.IsNullOrWhiteSpace(body.Text("state"))) Add("state", "required", "not empty: the country is the USA", State);
        var mobile = body.Has("mobileNumber") ? MobileNumber.TextOf(body.Json.GetProperty("mobileNumber")) : "";
        if (mobileRequired && mobile.Length == 0) Add("mobileNumber", "required", "not empty: it is the reconciliationKey", Reconciled);
        if (!MobileNumber.IsValid(mobile)) Add("mobileNumber", MobileForm, "country code followed by ten digits", Mobile);
        foreach (var name in (ReadOnlySpan<string>)["lastActiveDateStr", "lastActiveDate"])
        {
            if (body.Has(name) && WireDate.Convert(body.Json.GetProperty(name)) is null) Add(name, "format", "08/23/2017 or 12/23/2018 12:08:59 PM", Date);
        }

        return findings;

        void Add(string field, string keyword, string expected, Rule rule)
        {
            var sent = body.Json.TryGetProperty(field, out var value) ? value : default(JsonElement);
            findings.Add(new Finding("body", "/" + field, keyword, expected, SchemaCheck.Shown(sent), rule) { Value = sent });
        }
    }

    /// <summary>Notes that the answer relied on what counts as the USA.</summary>
    public static void Rely(Exchange exchange, Sent body)
    {
        if (IsUsa(body.Text("country")!)) exchange.Rely(Usa);
    }
}
