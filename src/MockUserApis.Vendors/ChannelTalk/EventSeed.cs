using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>
/// How the events of users are made: three for each user of the population, between its first and its last visit. Ids
/// lead back to the ordinal, and ordinals to the user.
/// </summary>
internal sealed class EventSeed : Recipe
{
    private const int PerUser = 3;
    private const long Year = 365 * 86_400_000L;

    public static readonly Rule LifeRule = new(
        "events/expireAt",
        ASSUMED,
        "how long an event lives is unknown: a year from createdAt"
    );

    /// <summary>In the order of the vendor's pages; behind them what its own file adds.</summary>
    public static readonly Shape Fields = new(
        "userId",
        "id",
        "channelId",
        "name",
        "property",
        "createdAt",
        "expireAt",
        "version",
        "managed",
        "nameI18nMap"
    );

    public static readonly MemberIndex ById = new(
        "id",
        Unique: true,
        static (id, seed) => id.Length == 20 ? Ids(seed).Ordinal(id) : null
    );

    public static readonly MemberGroup OfUser = new(
        "userId",
        static (userId, seed) =>
            Seed.OrdinalOf(userId, seed) is { } user && user <= long.MaxValue / PerUser
                ? (((user - 1) * PerUser) + 1, user * PerUser)
                : MemberGroup.None
    );

    public override string Name => "events";

    public override string Noun => "event";

    public override Shape Shape => Fields;

    public override IReadOnlyList<MemberIndex> Indexes { get; } = [ById];

    public override IReadOnlyList<MemberGroup> Groups { get; } = [OfUser];

    public override long Size(long users) => Math.Min(users, long.MaxValue / PerUser) * PerUser;

    /// <summary>What every event has from its first moment.</summary>
    public static void Begin(Draft draft, long seed, long ordinal, string userId, long at) =>
        draft
            .Set("userId", userId)
            .Set("id", Ids(seed).Hex(ordinal, 20))
            .Set("channelId", Seed.ChannelOf(seed))
            .Set("createdAt", at)
            .Set("expireAt", at + Year)
            .Set("version", 0)
            .Set("managed", false);

    public override void Fill(Draft draft, Persona persona)
    {
        var (user, place) = Math.DivRem(persona.Ordinal - 1, PerUser);
        var owner = Seed.Of(persona.Seed, user + 1);
        var (created, seen) = Seed.Times(owner);
        var at = created + ((seen - created) / (PerUser + 1) * (place + 1));
        Begin(draft, persona.Seed, persona.Ordinal, Seed.IdOf(persona.Seed, user + 1), at);
        draft.Set(
            "name",
            place switch
            {
                0 => "SignUp",
                1 => "ProductView",
                _ => "Purchase",
            }
        );
        draft.Set("property", RawJson.Write((persona, place), static (json, p) => Property(json, p.persona, p.place)));
    }

    private static void Property(Utf8JsonWriter json, Persona persona, long place)
    {
        json.WriteStartObject();
        switch (place)
        {
            case 0:
                json.WriteString("plan", persona.Pick("plan", ["free", "silver", "gold"]));
                break;
            case 1:
                var product = persona.Number("product", 1000).ToString(CultureInfo.InvariantCulture);
                json.WriteString("url", $"https://example.com/products/{product}");
                break;
            default:
                json.WriteNumber("amount", (persona.Number("amount", 50_000) + 500) / 100m);
                json.WriteString("currency", "USD");
                break;
        }

        json.WriteEndObject();
    }

    private static Scramble Ids(long seed) => new(seed, "ChannelTalk/event");
}
