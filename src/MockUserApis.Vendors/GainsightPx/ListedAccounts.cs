using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>A list of accounts.</summary>
internal sealed class ListedAccounts(Exchange exchange) : Listed
{
    private const string CityName = "location.cityName";

    private static readonly Rule CityRule = new(
        "account/filter/cityName",
        ASSUMED,
        "the page filters by location.cityName (DOC), the object has location.city: both are taken"
    );

    public override string Name => "accounts";

    public override Recipe Recipe => GainsightPx.Accounts;

    public override string Derived => "numberOfUsers";

    /// <summary>Notes a name that is the page's alone.</summary>
    public override string? FieldOf(string name)
    {
        if (!name.Equals(CityName, StringComparison.OrdinalIgnoreCase))
            return Spelled(AccountSeed.Fields.Fields, name);
        exchange.Rely(CityRule);
        var sent = ShownValue.Of(RawJson.Parse(RawJson.String(name)));
        exchange.Note(new Finding("query", "/filter", "name", "location.city", sent, CityRule) { Breaks = false });
        return "location.city";
    }

    public override bool Pins(Term term) => term is { Operator: "==", Field: "id" };

    // Values compare without regard to case, and generated ones are lower case.
    public override IEnumerable<long> Pinned(Term term, Population population) =>
        population.Ordinal(AccountSeed.ById, term.Value.ToLowerInvariant()) is { } ordinal ? [ordinal] : [];

    public override async ValueTask<Func<Document, Document>?> CompletionAsync()
    {
        exchange.Rely(Headcount.CountRule);
        return (await Headcount.OfAsync(exchange.Users)).Complete;
    }

    public override void Write(Utf8JsonWriter json, Document member) => AccountView.Write(json, member);

    public override Reply Page(ReadOnlyMemory<byte> page) => AccountView.Page(page);

    protected override ReadOnlySpan<byte> Unset(string field) => AccountView.Unset(field);
}
