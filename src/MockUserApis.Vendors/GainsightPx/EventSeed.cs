using System.Text.Json;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>
/// How custom events are made: three of each user, 1 to 3 of the first. They lie in the 90 days before the population's
/// epoch, so that one range reaches them all.
/// </summary>
internal sealed class EventSeed : Recipe
{
    /// <summary>The stored fields, in the order of a read.</summary>
    public static readonly Shape Fields = new(
        "eventId",
        "identifyId",
        "propertyKey",
        "date",
        "eventType",
        "sessionId",
        "userType",
        "accountId",
        "globalContext",
        "eventName",
        "attributes",
        "url",
        "referrer",
        "remoteHost"
    );

    public static readonly MemberIndex ById = new("eventId", Unique: true, static (id, seed) => Ordinal(id, seed));

    private const int OfEachUser = 3;
    private const int Days = 90;

    public override string Name => "events";

    public override string Noun => "event";

    public override Shape Shape => Fields;

    public override IReadOnlyList<MemberIndex> Indexes { get; } = [ById];

    public override long Size(long users) => Math.Min(users, long.MaxValue / OfEachUser) * OfEachUser;

    /// <summary>The events that the population gives a user.</summary>
    public static IEnumerable<long> OfUser(long user)
    {
        for (var i = OfEachUser - 1; i >= 0; i--)
            yield return (user * OfEachUser) - i;
    }

    /// <summary>Whether any of the population lies between two instants, in epoch milliseconds.</summary>
    public static bool Reaches(long start, long end)
    {
        var last = Persona.Epoch.ToUnixTimeMilliseconds();
        return start <= last && end >= Persona.Epoch.AddDays(-Days).ToUnixTimeMilliseconds();
    }

    /// <summary>A uuid by its looks, which leads back to the ordinal.</summary>
    public static string IdOf(long seed, long ordinal)
    {
        var hex = Scrambled(seed).Hex(ordinal, 30);
        return $"{hex[..8]}-{hex[8..12]}-4{hex[12..15]}-a{hex[15..18]}-{hex[18..]}";
    }

    public override void Fill(Draft draft, Persona persona)
    {
        var user = ((persona.Ordinal - 1) / OfEachUser) + 1;
        var name = persona.Pick("name", ["Report Exported", "Invite Sent", "Plan Viewed", "Dashboard Shared"]);
        draft
            .Set("eventId", IdOf(persona.Seed, persona.Ordinal))
            .Set("identifyId", Seed.IdOf(user))
            .Set("propertyKey", Seed.PropertyKey)
            .Set("date", persona.Time("date", Days).ToUnixTimeMilliseconds())
            .Set("eventType", Event.Type)
            .Set("sessionId", persona.Uuid("session"))
            .Set("userType", "USER")
            .Set("accountId", AccountSeed.IdOf(new UsersAccount(persona.Seed).Of(user)))
            .Set("eventName", name)
            .Set("attributes", RawJson.Write(persona, static (json, p) => Attributes(json, p)))
            .Set("url", "https://app.example.com/");
    }

    private static void Attributes(Utf8JsonWriter json, Persona persona)
    {
        json.WriteStartObject();
        json.WriteNumber("count", persona.Number("count", 100));
        json.WriteEndObject();
    }

    private static long? Ordinal(string id, long seed)
    {
        var isOne = id.Length == 36 && id[8] == '-' && id[13] == '-' && id[14] == '4' && id[18] == '-' && id[19] == 'a';
        return isOne && id[23] == '-'
            ? Scrambled(seed).Ordinal(id[..8] + id[9..13] + id[15..18] + id[20..23] + id[24..])
            : null;
    }

    private static Scramble Scrambled(long seed) => new(seed, "GainsightPx/event");
}
