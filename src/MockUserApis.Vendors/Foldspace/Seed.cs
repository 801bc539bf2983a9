using System.Globalization;
using System.Text;
using System.Text.Json;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.Foldspace;

/// <summary>
/// How Foldspace users are made. The identify id is <c>fs_</c> and sixteen hexadecimal digits that lead back to the
/// ordinal.
/// </summary>
internal sealed class Seed : Recipe
{
    /// <summary>The stored fields, in the order of the vendor's page.</summary>
    public static readonly Shape Fields = new(
        "id",
        "userType",
        "identifyId",
        "email",
        "name",
        "role",
        "phone",
        "timezone",
        "leadDate",
        "signUpDate",
        "lastModifiedDate",
        "firstVisitDate",
        "lastSeenDate",
        "lastSubscriptionIdentifier",
        "allSubscriptionIdentifiers",
        "location",
        "customAttributes",
        "products",
        "numberOfVisits",
        "image",
        "pqlScore"
    );

    private const string Prefix = "fs_";
    private const int MaxIdLength = 255;
    private const long Day = 86_400_000;

    private static readonly Home[] Homes =
    [
        new("California", "CA", "San Francisco", "94107", "America/Los_Angeles"),
        new("New York", "NY", "New York", "10011", "America/New_York"),
        new("Texas", "TX", "Austin", "78701", "America/Chicago"),
        new("Colorado", "CO", "Denver", "80202", "America/Denver"),
        new("Illinois", "IL", "Chicago", "60614", "America/Chicago"),
        new("Washington", "WA", "Seattle", "98101", "America/Los_Angeles"),
    ];

    public static readonly MemberIndex ById = new(
        "identifyId",
        Unique: true,
        static (id, seed) =>
            id.StartsWith(Prefix, StringComparison.Ordinal) && id.Length == Prefix.Length + 16
                ? Ids(seed).Ordinal(id[Prefix.Length..])
                : null
    );

    /// <summary>A product code in the form of the vendor's sample, made up.</summary>
    public static ReadOnlySpan<byte> Products => "[{\"product\":\"MOCKPRODUCT1\",\"environment\":1}]"u8;

    public override Shape Shape => Fields;

    public override IReadOnlyList<MemberIndex> Indexes { get; } = [ById];

    public override void Fill(Draft draft, Persona persona)
    {
        var type = persona.Pick("type", ["USER", "USER", "USER", "LEAD", "ANONYMOUS"]);
        var (first, seen) = Visits(persona);
        var home = persona.Pick("home", Homes);
        draft
            .Set("id", persona.Uuid("id"))
            .Set("userType", type)
            .Set("identifyId", Prefix + Ids(persona.Seed).Hex(persona.Ordinal))
            .Set("email", persona.Email)
            .Set("name", Plain($"{persona.FirstName} {persona.LastName}"))
            .Set("phone", persona.Phone)
            .Set("timezone", home.TimeZone)
            .Set("firstVisitDate", first)
            .Set("lastSeenDate", seen)
            .Set("lastModifiedDate", seen)
            .Set("location", RawJson.Write(home, Place))
            .Set("numberOfVisits", persona.Number("visits", 200) + 1)
            .Set("image", $"https://example.com/avatars/{persona.Ordinal}.png")
            .Set(
                "pqlScore",
                Encoding.UTF8.GetBytes((persona.Number("pql", 201) / 2m).ToString("0.0", CultureInfo.InvariantCulture))
            );
        if (type != "ANONYMOUS")
            draft.Set("leadDate", first);
        if (type == "USER")
            SignedUp(draft, persona, first);
    }

    public override ReadOnlySpan<byte> KeyJson(string key) => Identify(key);

    /// <summary>An identify id of the control plane's, of a user or a subscription.</summary>
    /// <exception cref="SeedException">It is too short or too long.</exception>
    public static byte[] Identify(string key) =>
        key.EnumerateRunes().Count() is > 0 and <= MaxIdLength
            ? RawJson.String(key)
            : throw new SeedException($"identifyId has 1 to {MaxIdLength} characters.");

    /// <summary>When a user of the population came first, and last, in epoch milliseconds.</summary>
    public static (long First, long Seen) Visits(Persona user)
    {
        var first = user.Time("first", 300).AddDays(-60).ToUnixTimeMilliseconds();
        return (first, first + (user.Number("seen", 60) * Day));
    }

    /// <summary>The id of the subscription that a user of the population belongs to, if it has signed up.</summary>
    public static string SubscriptionOf(Persona user) => user.Uuid("subscription");

    public static string PlanOf(Persona user) => user.Pick("plan", ["free", "team", "enterprise"]);

    private static void SignedUp(Draft draft, Persona persona, long at)
    {
        var subscription = SubscriptionOf(persona);
        draft
            .Set("role", persona.Pick("role", ["Admin", "Member", "Viewer"]))
            .Set("signUpDate", at)
            .Set("lastSubscriptionIdentifier", subscription)
            .Set("allSubscriptionIdentifiers", Encoding.UTF8.GetBytes($"[\"{subscription}\"]"))
            .Set("customAttributes", Encoding.UTF8.GetBytes($"{{\"plan\":\"{PlanOf(persona)}\"}}"))
            .Set("products", Products);
    }

    // The vendor's own pattern has no dot and no apostrophe. SEED
    private static string Plain(string name) =>
        new([.. name.Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-')]);

    private static void Place(Utf8JsonWriter json, Home home)
    {
        json.WriteStartObject();
        json.WriteString("country", "United States");
        json.WriteString("region", home.Region);
        json.WriteString("state", home.State);
        json.WriteString("city", home.City);
        json.WriteString("postalCode", home.PostalCode);
        json.WriteString("countryCode", "US");
        json.WriteEndObject();
    }

    private static Scramble Ids(long seed) => new(seed, "Foldspace/identifyId");

    private sealed record Home(string Region, string State, string City, string PostalCode, string TimeZone);
}
