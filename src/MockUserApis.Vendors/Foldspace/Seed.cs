using System.Globalization;
using System.Text;
using System.Text.Json;
using Bogus;
using MockUserApis.Kernel;

namespace MockUserApis.Vendors.Foldspace;

/// <summary>How Foldspace users are made. The identify id is <c>fs_</c> and sixteen hexadecimal digits that lead back to the ordinal.</summary>
internal sealed class Seed : Recipe
{
    /// <summary>The stored fields, in the order of the vendor's page.</summary>
    public static readonly Shape Fields = new(
        "id", "userType", "identifyId", "email", "name", "role", "phone", "timezone", "leadDate", "signUpDate", "lastModifiedDate", "firstVisitDate", "lastSeenDate",
        "lastSubscriptionIdentifier", "allSubscriptionIdentifiers", "location", "customAttributes", "products", "numberOfVisits", "image", "pqlScore");

    private const string Prefix = "fs_";
    private const int LongestId = 255;
    private const long Day = 86_400_000;

    public static readonly UserIndex ById = new("identifyId", Unique: true, static (id, seed) =>
        id.StartsWith(Prefix, StringComparison.Ordinal) && id.Length == Prefix.Length + 16 ? Ids(seed).Ordinal(id[Prefix.Length..]) : null);

    public override Shape Shape => Fields;

    public override IReadOnlyList<UserIndex> Indexes { get; } = [ById];

    public override void Fill(Draft draft, Persona persona)
    {
        var type = persona.Pick("type", ["USER", "USER", "USER", "LEAD", "ANONYMOUS"]);
        var first = persona.Time("first", 300).ToUnixTimeMilliseconds() - (60 * Day);
        var seen = persona.Number("seen", 60);
        draft.Set("id", persona.Uuid("id")).Set("userType", type).Set("identifyId", Prefix + Ids(persona.Seed).Hex(persona.Ordinal))
            .Set("timezone", persona.Pick("timezone", ["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"]))
            .Set("firstVisitDate", first).Set("lastSeenDate", first + (seen * Day)).Set("lastModifiedDate", first + (seen * Day))
            .Set("numberOfVisits", persona.Number("visits", 200) + 1)
            .Set("pqlScore", Encoding.UTF8.GetBytes((persona.Number("pql", 201) / 2m).ToString("0.0", CultureInfo.InvariantCulture)));
        if (type != "ANONYMOUS") Known(draft, persona, type, first);
    }

    public override ReadOnlySpan<byte> KeyJson(string key) => key.EnumerateRunes().Count() is > 0 and <= LongestId
        ? RawJson.String(key) : throw new FormatException($"identifyId has 1 to {LongestId} characters.");

    // An anonymous visitor has no name, address or account.
    private static void Known(Draft draft, Persona persona, string type, long first)
    {
        var subscription = persona.Uuid("subscription");
        draft.Set("email", persona.Email).Set("name", Plain($"{persona.FirstName} {persona.LastName}")).Set("phone", persona.Phone)
            .Set("leadDate", first + Day).Set("image", $"https://example.com/avatars/{persona.Ordinal}.png")
            .Set("location", RawJson.Write(persona.Faker, Place));
        if (type != "USER") return;
        draft.Set("role", persona.Pick("role", ["Admin", "Member", "Viewer"])).Set("signUpDate", first + (2 * Day))
            .Set("lastSubscriptionIdentifier", subscription).Set("allSubscriptionIdentifiers", Encoding.UTF8.GetBytes($"[\"{subscription}\"]"))
            .Set("customAttributes", Encoding.UTF8.GetBytes($"{{\"plan\":\"{persona.Pick("plan", ["free", "team", "enterprise"])}\"}}"));
    }

    // The vendor's own pattern has no dot and no apostrophe. SEED
    private static string Plain(string name) => new([.. name.Where(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-')]);

    private static void Place(Utf8JsonWriter json, Faker faker)
    {
        json.WriteStartObject();
        json.WriteString("country", "United States");
        json.WriteString("region", faker.Address.State());
        json.WriteString("state", faker.Address.StateAbbr());
        json.WriteString("city", faker.Address.City());
        json.WriteString("postalCode", faker.Address.ZipCode("#####"));
        json.WriteString("countryCode", "US");
        json.WriteEndObject();
    }

    private static Scramble Ids(long seed) => new(seed, "Foldspace/identifyId");
}
