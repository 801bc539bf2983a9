using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>
/// What a written member must satisfy beyond the spec's schema: conditions between fields, and forms that have a text
/// of their own.
/// </summary>
internal static class MemberRules
{
    public const string MobileForm = "mobileForm";

    private static readonly Rule State = new("update/state/usa", SEED);
    private static readonly Rule StateAbsent = new(
        "update/state/absent",
        DOC,
        "by omission: the table requires it, the remark in the USA alone, and a sibling page has no text for "
            + "its absence"
    );

    private static readonly Rule Active = new(
        "update/active/put",
        ASSUMED,
        "an input of POST (DOC), which the table of PUT lacks: stored all the same"
    );

    private static readonly Rule Reconciled = new("update/mobileNumber/reconciliationKey", SEED);
    private static readonly Rule Mobile = new(
        "update/mobileNumber/form",
        CODE,
        "the text is DOC, and so is that the + may be missing; that the code has 1 to 3 digits is a demo's of "
            + "the vendor"
    );

    private static readonly Rule Usa = new(
        "update/state/usa/names",
        ASSUMED,
        "USA, US, United States, United States of America in any letter case"
    );

    private static readonly Rule StateElsewhere = new(
        "update/state/elsewhere",
        ASSUMED,
        "a member not of the USA shows \"\" (DOC); one that was sent, or has stayed, shows all the same"
    );

    private static readonly string[] UsaNames = ["USA", "US", "United States", "United States of America"];

    public static bool IsUsa(string? country) => UsaNames.Contains(country?.Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Every departure of the body, in the order of the vendor's table.</summary>
    public static IReadOnlyList<Finding> Departures(
        Exchange exchange,
        RequestBody body,
        bool mobileRequired,
        IReadOnlyList<DynamicAttribute> attributes
    )
    {
        List<Finding> findings = [];
        var isUsa = IsUsa(body.Text("country"));
        var hasNoState = string.IsNullOrWhiteSpace(body.Text("state"));
        if (isUsa && hasNoState)
            Add("state", "required", "not empty: the country is the USA", State);
        if (!isUsa && !body.Has("state"))
            Note("state", "required", "a state, \"\" outside the USA", StateAbsent);
        var mobile = body.Has("mobileNumber") ? MobileNumber.TextOf(body.Json.GetProperty("mobileNumber")) : "";
        if (mobileRequired && mobile.Length == 0)
        {
            Add("mobileNumber", "required", "not empty: it is the reconciliationKey", Reconciled);
        }

        if (!MobileNumber.IsValid(mobile))
            Add("mobileNumber", MobileForm, "country code followed by ten digits", Mobile);
        if (exchange.Operation!.Id == VoltMxApi.Put && body.Has("active"))
        {
            Note("active", "undeclared", "not in the table of this operation", Active);
            exchange.Rely(Active);
        }

        DynamicValues.Check(attributes, body, findings);
        return findings;

        void Add(string field, string keyword, string expected, Rule rule)
        {
            var sent = body.Json.TryGetProperty(field, out var value) ? value : default;
            findings.Add(new("body", "/" + field, keyword, expected, ShownValue.Of(sent), rule) { Value = sent });
        }

        void Note(string field, string keyword, string expected, Rule rule)
        {
            Add(field, keyword, expected, rule);
            findings[^1] = findings[^1] with { Breaks = false };
        }
    }

    /// <summary>Notes that the answer relied on what counts as the USA.</summary>
    public static void Rely(Exchange exchange, RequestBody body)
    {
        if (IsUsa(body.Text("country")))
            exchange.Rely(Usa);
    }

    /// <summary>Notes that a member outside the USA has a state.</summary>
    /// <param name="country">As JSON, and so the state.</param>
    public static void RelyOnState(Exchange exchange, ReadOnlySpan<byte> country, ReadOnlySpan<byte> state)
    {
        var has = !RawJson.IsNothing(state) && !state.SequenceEqual("\"\""u8);
        if (has && !IsUsa(RawJson.IsNothing(country) ? null : RawJson.Text(country)))
            exchange.Rely(StateElsewhere);
    }
}
