using System.Globalization;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// How events are made: user 17 has two of the population, 33 and 34, a sign-up and something later.
/// </summary>
internal sealed class EventSeed : Recipe
{
    private const long FirstId = 9_000_000;
    private const int EachUser = 2;

    public static readonly Shape Fields = new("id", "client", "event", "event_id", "timestamp", "data");

    private static readonly byte[] Total = """{"total":42,"currency":"USD"}"""u8.ToArray();

    public override string Name => "events";

    public override string Noun => "event";

    public override Shape Shape => Fields;

    public override IReadOnlyList<MemberIndex> Indexes { get; } =
    [
        new(
            "id",
            Unique: true,
            static (id, _) =>
                long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? number - FirstId
                    : null
        ),
    ];

    public override ReadOnlySpan<byte> KeyJson(string key) =>
        long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? RawJson.Write(id, static (json, number) => json.WriteNumberValue(number))
            : throw new SeedException($"The id of an event is \"{key}\". Send an integer.");

    public override long Size(long users) => users * EachUser;

    public static void Identify(Draft draft, long ordinal) => draft.Set("id", FirstId + ordinal);

    /// <summary>The events that a user of the population has in it.</summary>
    public static IEnumerable<long> OrdinalsOf(long user) => [(user * EachUser) - 1, user * EachUser];

    public override void Fill(Draft draft, Persona persona)
    {
        var user = (persona.Ordinal + EachUser - 1) / EachUser;
        var (created, seen) = Seed.TimesOf(new Persona(persona.Seed, nameof(UserCom), user));
        var isFirst = persona.Ordinal % EachUser == 1;
        var name = isFirst ? 0 : 1 + persona.Number("event", EventNames.Known.Count - 1);
        Identify(draft, persona.Ordinal);
        draft
            .Set("client", Seed.IdOf(user))
            .Set("event", EventNames.Known[name])
            .Set("event_id", EventNames.First + name)
            .Set("timestamp", EventFields.Date(isFirst ? created : seen));
        if (EventNames.Known[name] == "order")
            draft.Set("data", Total);
    }
}
