using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>
/// How Channel Talk users are made. Both ids and the e-mail lead back to the ordinal: 20 hexadecimal digits, and
/// <c>member-17</c>. Every fifth is a lead, without a member id, whatever the seed.
/// </summary>
internal sealed class Seed : Recipe
{
    /// <summary>A <c>profileOnce</c> between being sent and being carried out; never stored beyond that.</summary>
    public const string Waiting = "profileOnce (waiting)";

    private const string Prefix = "member-";

    public static readonly Shape Fields = new(
        "id",
        "channelId",
        "memberId",
        "veilId",
        "unifiedId",
        "type",
        "profile",
        "profileOnce",
        "tags",
        "alert",
        "unread",
        "popUpChatId",
        "blocked",
        "unsubscribeEmail",
        "unsubscribeTexting",
        "unsubscribeAppPush",
        "hasChat",
        "hasPushToken",
        "language",
        "country",
        "city",
        "latitude",
        "longitude",
        "web",
        "mobile",
        "sessionsCount",
        "lastSeenAt",
        "createdAt",
        "updatedAt",
        "version",
        "managedKey",
        "systemLanguage",
        Waiting
    );

    public static readonly MemberIndex ById = new("id", Unique: true, OrdinalOf);

    public static readonly MemberIndex ByMember = new(
        "memberId",
        Unique: true,
        static (id, _) =>
            id.StartsWith(Prefix, StringComparison.Ordinal)
            && long.TryParse(id.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var i)
                ? i
                : null
    );

    private static readonly (string City, string Latitude, string Longitude)[] Cities =
    [
        ("Washington", "38.9072", "-77.0369"),
        ("Chicago", "41.8781", "-87.6298"),
        ("Seattle", "47.6062", "-122.3321"),
        ("Austin", "30.2672", "-97.7431"),
        ("Denver", "39.7392", "-104.9903"),
    ];

    private static readonly string[] Tags = ["vip", "newsletter", "trial", "partner", "beta"];

    public override Shape Shape => Fields;

    public override IReadOnlyList<MemberIndex> Indexes { get; } = [ById, ByMember];

    /// <summary>What every user has from its first moment.</summary>
    public static void Begin(Draft draft, long seed, long ordinal) =>
        draft.Set("id", IdOf(seed, ordinal)).Set("channelId", ChannelOf(seed));

    public static string IdOf(long seed, long ordinal) => Ids(seed).Hex(ordinal, 20);

    /// <summary>The ordinal of the user that would have the id in a population; null: none would.</summary>
    public static long? OrdinalOf(string id, long seed) => id.Length == 20 ? Ids(seed).Ordinal(id) : null;

    /// <summary>The one channel of a sandbox.</summary>
    public static string ChannelOf(long seed) =>
        (10_000 + (Scramble.Hash((ulong)seed, "ChannelTalk/channel") % 90_000)).ToString(CultureInfo.InvariantCulture);

    /// <summary>The persona behind a user of the population, for what is linked to it.</summary>
    public static Persona Of(long seed, long ordinal) => new(seed, nameof(ChannelTalk), ordinal);

    /// <summary>When a user of the population came, and was seen last, in epoch milliseconds.</summary>
    public static (long Created, long Seen) Times(Persona persona)
    {
        var created = persona.Time("created").ToUnixTimeMilliseconds();
        var seen = Math.Min(
            created + (persona.Number("seen", 90) * 86_400_000L) + persona.Number("seen at", 86_400_000),
            Persona.Epoch.ToUnixTimeMilliseconds()
        );
        return (created, seen);
    }

    public static bool HasChat(Persona persona) => persona.Number("chat", 2) == 0;

    public static string MemberId(long ordinal) => Prefix + ordinal.ToString(CultureInfo.InvariantCulture);

    /// <summary>A stored count; 0 when there is none.</summary>
    public static long Number(ReadOnlySpan<byte> raw) => Utf8Parser.TryParse(raw, out long value, out _) ? value : 0;

    public override void Fill(Draft draft, Persona persona)
    {
        var isMember = persona.Ordinal % 5 != 0;
        var (city, latitude, longitude) = persona.Pick("city", Cities);
        var (created, seen) = Times(persona);
        var (web, mobile) = (persona.Number("web", 60) + 1, isMember ? persona.Number("mobile", 30) : 0);
        Begin(draft, persona.Seed, persona.Ordinal);
        if (isMember)
            draft.Set("memberId", MemberId(persona.Ordinal));
        draft
            .Set("veilId", new Scramble(persona.Seed, "ChannelTalk/veil").Hex(persona.Ordinal, 20))
            .Set("profile", Profile(persona, isMember))
            .Set("tags", RawJson.Write(persona, static (json, p) => Tagged(json, p)))
            .Set("unread", persona.Number("unread", 3))
            .Set("alert", persona.Number("alert", 2))
            .Set("blocked", false)
            .Set("unsubscribeEmail", persona.Number("no mail", 10) == 0)
            .Set("unsubscribeTexting", persona.Number("no text", 8) == 0)
            .Set("hasChat", HasChat(persona))
            .Set("hasPushToken", mobile > 0)
            .Set("language", "en")
            .Set("country", "US")
            .Set("city", city)
            .Set("latitude", System.Text.Encoding.UTF8.GetBytes(latitude))
            .Set("longitude", System.Text.Encoding.UTF8.GetBytes(longitude))
            .Set("web", Visits.Web(persona, web, seen));
        if (mobile > 0)
            draft.Set("mobile", Visits.Mobile(persona, mobile, seen));
        draft
            .Set("sessionsCount", web + mobile)
            .Set("lastSeenAt", seen)
            .Set("createdAt", created)
            .Set("updatedAt", seen)
            .Set("version", persona.Number("version", 40))
            .Set("systemLanguage", "en");
    }

    private static Scramble Ids(long seed) => new(seed, "ChannelTalk/id");

    private static byte[] Profile(Persona persona, bool isMember) =>
        RawJson.Write(
            (persona, isMember),
            static (json, s) =>
            {
                var persona = s.persona;
                json.WriteStartObject();
                json.WriteString("name", $"{persona.FirstName} {persona.LastName}");
                json.WriteString("firstName", persona.FirstName);
                json.WriteString("lastName", persona.LastName);
                json.WriteString("email", persona.Email);
                json.WriteString("mobileNumber", persona.Phone);
                if (s.isMember)
                {
                    json.WriteNumber("recentPurchaseCount", persona.Number("purchases", 12) + 1);
                    json.WriteNumber("recentPurchaseAmount", (persona.Number("amount", 50_000) + 500) / 100m);
                    json.WriteString("plan", persona.Pick("plan", ["free", "silver", "gold"]));
                }

                json.WriteString("company", persona.Draw(static f => f.Company.CompanyName()));
                json.WriteEndObject();
            }
        );

    private static void Tagged(Utf8JsonWriter json, Persona persona)
    {
        json.WriteStartArray();
        foreach (var tag in Tags)
            if (persona.Number("tag " + tag, 4) == 0)
                json.WriteStringValue(tag);
        json.WriteEndArray();
    }
}
