using System.Globalization;
using System.Text;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.Foldspace;

/// <summary>
/// How subscriptions are made: one for each user of the population, under the same ordinal, and the one whose <c>id</c>
/// a signed-up user names. The identify id is <c>sub_</c> and sixteen hexadecimal digits that lead back.
/// </summary>
internal sealed class SubscriptionSeed : Recipe
{
    /// <summary>The stored fields, in the order of the vendor's sample. DOC</summary>
    public static readonly Shape Fields = new(
        "id",
        "identifyId",
        "name",
        "domain",
        "planId",
        "lastSeenDate",
        "lastModifiedDate",
        "customAttributes",
        "products"
    );

    private const string Prefix = "sub_";

    public static readonly MemberIndex ById = new(
        "identifyId",
        Unique: true,
        static (id, seed) =>
            id.StartsWith(Prefix, StringComparison.Ordinal) && id.Length == Prefix.Length + 16
                ? Ids(seed).Ordinal(id[Prefix.Length..])
                : null
    );

    public override string Name => "subscriptions";

    public override string Noun => "subscription";

    public override Shape Shape => Fields;

    public override IReadOnlyList<MemberIndex> Indexes { get; } = [ById];

    public override void Fill(Draft draft, Persona persona)
    {
        var user = new Persona(persona.Seed, nameof(Foldspace), persona.Ordinal);
        var seen = Seed.Visits(user).Seen;
        draft
            .Set("id", Seed.SubscriptionOf(user))
            .Set("identifyId", Prefix + Ids(persona.Seed).Hex(persona.Ordinal))
            .Set("name", persona.Draw(static f => f.Company.CompanyName()))
            .Set("domain", string.Create(CultureInfo.InvariantCulture, $"customer{persona.Ordinal}.example.com"))
            .Set("planId", Seed.PlanOf(user))
            .Set("lastSeenDate", seen)
            .Set("lastModifiedDate", seen)
            .Set("customAttributes", Encoding.UTF8.GetBytes($"{{\"seats\":{persona.Number("seats", 50) + 1}}}"))
            .Set("products", Seed.Products);
    }

    public override ReadOnlySpan<byte> KeyJson(string key) => Seed.Identify(key);

    private static Scramble Ids(long seed) => new(seed, "Foldspace/subscription");
}
