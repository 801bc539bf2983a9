using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>
/// How accounts are made. The id is <c>account-17</c>, the ordinal, as the users name it: each of them belongs to one
/// of the first fifty. One for every ten users, and these fifty at least.
/// </summary>
internal sealed class AccountSeed : Recipe
{
    /// <summary>The accounts that the population's users belong to are the first.</summary>
    public const int WithUsers = 50;

    /// <summary>
    /// The stored fields, in the order of a read. <c>numberOfUsers</c> is never stored, but filled in for a read.
    /// </summary>
    public static readonly Shape Fields = new(
        "id",
        "name",
        "trackedSubscriptionId",
        "sfdcId",
        "lastSeenDate",
        "dunsNumber",
        "industry",
        "numberOfEmployees",
        "sicCode",
        "website",
        "naicsCode",
        "plan",
        "location",
        "numberOfUsers",
        "propertyKeys",
        "createDate",
        "lastModifiedDate",
        "customAttributes",
        "parentGroupId",
        "renewalDate",
        "healthScore",
        "gsId",
        "nps",
        "csm"
    );

    private const string Prefix = "account-";

    public static readonly MemberIndex ById = new("id", Unique: true, static (id, _) => Ordinal(id));

    public override string Name => "accounts";

    public override string Noun => "account";

    public override Shape Shape => Fields;

    public override IReadOnlyList<MemberIndex> Indexes { get; } = [ById];

    public override long Size(long users) => users == 0 ? 0 : Math.Max(WithUsers, users / 10);

    public static string IdOf(long ordinal) => Prefix + ordinal.ToString(CultureInfo.InvariantCulture);

    /// <summary>May guess: whoever asks compares.</summary>
    public static long? Ordinal(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(id.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var i)
            ? i
            : null;

    public override void Fill(Draft draft, Persona persona)
    {
        var created = persona.Time("created").ToUnixTimeMilliseconds();
        draft
            .Set("id", IdOf(persona.Ordinal))
            .Set("name", persona.Draw(static f => f.Company.CompanyName()))
            .Set("lastSeenDate", Math.Min(created + (persona.Number("seen", 90) * 86_400_000L), Epoch))
            .Set("industry", persona.Pick("industry", ["Software", "Finance", "Health Care", "Retail"]))
            .Set("numberOfEmployees", persona.Number("employees", 5000) + 1)
            .Set("website", $"https://{IdOf(persona.Ordinal)}.example.com")
            .Set("plan", persona.Pick("plan", ["free", "team", "enterprise"]))
            .Set("location", RawJson.Write(persona, static (json, p) => Location(json, p)))
            .Set("propertyKeys", Seed.PropertyKeys)
            .Set("createDate", created)
            .Set("lastModifiedDate", created);
    }

    private static long Epoch => Persona.Epoch.ToUnixTimeMilliseconds();

    private static void Location(Utf8JsonWriter json, Persona persona)
    {
        json.WriteStartObject();
        json.WriteString("countryName", "United States");
        json.WriteString("countryCode", "US");
        json.WriteString("stateName", persona.Draw(static f => f.Address.State()));
        json.WriteString("city", persona.Draw(static f => f.Address.City()));
        json.WriteString("continent", "NA");
        json.WriteEndObject();
    }
}
