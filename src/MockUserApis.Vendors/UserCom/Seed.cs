using System.Globalization;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// How users are made. User 17 has your id "17", User.com's id 19000017 and a key that leads back to 17.
/// </summary>
internal sealed class Seed : Recipe
{
    private const long FirstId = 19_000_000;
    private const string PhonePrefix = "+12025550";

    public static readonly Shape Fields = new(
        "id",
        "key",
        "user_id",
        "first_name",
        "last_name",
        "email",
        "gender",
        "status",
        "phone_number",
        "first_seen",
        "last_seen",
        "page_views",
        "last_ip",
        "timezone",
        "city",
        "region",
        "country",
        "unsubscribed",
        "browser_language",
        "score",
        "browser",
        "os_type",
        "resolution",
        "created_at",
        "updated_at",
        "companies",
        "attributes",
        "gravatar_url",
        "lists",
        "tags",
        "notifications",
        "facebook_url",
        "linkedin_url",
        "twitter_url",
        "google_url",
        "last_contacted",
        "assigned_to",
        "web_push_subscription"
    );

    public static readonly MemberIndex ByCustomId = new("user_id", Unique: true, static (id, _) => Digits(id));

    public static readonly MemberIndex ById = new("id", Unique: true, static (id, _) => Digits(id) - FirstId);

    public static readonly MemberIndex ByKey = new("key", Unique: true, Token.Ordinal);

    public static readonly MemberIndex ByEmail = new(
        "email",
        Unique: false,
        static (email, _) => Persona.OrdinalOfEmail(email)
    );

    private static readonly (string City, string Region, string Timezone)[] Places =
    [
        ("New York", "New York", "America/New_York"),
        ("Chicago", "Illinois", "America/Chicago"),
        ("Denver", "Colorado", "America/Denver"),
        ("Seattle", "Washington", "America/Los_Angeles"),
        ("Boston", "Massachusetts", "America/New_York"),
        ("Austin", "Texas", "America/Chicago"),
        ("Portland", "Oregon", "America/Los_Angeles"),
        ("Atlanta", "Georgia", "America/New_York"),
    ];

    public override Shape Shape => Fields;

    public override IReadOnlyList<MemberIndex> Indexes { get; } = [ByCustomId, ById, ByKey, ByEmail];

    public static long IdOf(long ordinal) => FirstId + ordinal;

    public static long OrdinalOf(long id) => id - FirstId;

    /// <summary>What User.com itself calls a user.</summary>
    public static void Identify(Draft draft, long ordinal, long seed) =>
        draft.Set("id", FirstId + ordinal).Set("key", Token.Of(ordinal, seed));

    /// <summary>Every hundredth user has this number: where they start, or null when none has it.</summary>
    public static long? FirstWithPhone(string phone)
    {
        var isGenerated =
            phone.Length == PhonePrefix.Length + 3 && phone.StartsWith(PhonePrefix + "1", StringComparison.Ordinal);
        if (!isGenerated || Digits(phone[^2..]) is not { } number)
            return null;
        return number == 0 ? 100 : number;
    }

    /// <summary>The company that a user of the population belongs to; every other belongs to none.</summary>
    public static long? CompanyOf(Persona persona)
    {
        var count = ApplicationNames.CompanyNames.Count;
        var company = persona.Number("company", count * 2);
        return company < count ? ApplicationNames.FirstCompany + company : null;
    }

    /// <summary>When a user of the population was made and last seen.</summary>
    public static (DateTimeOffset Created, DateTimeOffset Seen) TimesOf(Persona persona)
    {
        var created = persona.Time("created").AddTicks(persona.Number("micros", 1000) * TimeSpan.TicksPerMicrosecond);
        var left = (int)(Persona.Epoch - created).TotalSeconds;
        return (created, created.AddSeconds(persona.Number("seen", Math.Max(1, left))));
    }

    public override void Fill(Draft draft, Persona persona)
    {
        var (city, region, timezone) = persona.Pick("place", Places);
        var (created, seen) = TimesOf(persona);
        Identify(draft, persona.Ordinal, persona.Seed);
        draft
            .Set("user_id", persona.Ordinal.ToString(CultureInfo.InvariantCulture))
            .Set("first_name", persona.FirstName)
            .Set("last_name", persona.LastName)
            .Set("email", persona.Email)
            .Set("gender", persona.Pick("gender", ["unknown", "male", "female"]))
            .Set("status", persona.Pick("status", ["user", "user", "user", "visitor"]))
            .Set("phone_number", PhonePrefix + (100 + (persona.Ordinal % 100)).ToString(CultureInfo.InvariantCulture))
            .Set("first_seen", View.Date(created))
            .Set("last_seen", View.Date(seen))
            .Set("page_views", persona.Number("views", 300) + 1L)
            // TEST-NET-1: addresses reserved for documentation.
            .Set("last_ip", $"192.0.2.{persona.Number("ip", 254) + 1}")
            .Set("timezone", timezone)
            .Set("city", city)
            .Set("region", region)
            .Set("country", "United States")
            .Set("unsubscribed", persona.Number("unsubscribed", 20) == 0)
            .Set("browser_language", "en")
            .Set("score", (long)persona.Number("score", 100))
            .Set("browser", persona.Pick("browser", ["Chrome", "Firefox", "Safari", "Edge"]))
            .Set("os_type", persona.Pick("os", ["Windows", "Mac OS X", "Linux", "Android", "iOS"]))
            .Set("resolution", persona.Pick("resolution", ["1920x1080", "1440x900", "390x844"]))
            .Set("created_at", View.Date(created))
            .Set("updated_at", View.Date(seen));
        Belongings(draft, persona, View.Date(created));
    }

    private static void Belongings(Draft draft, Persona persona, string since)
    {
        if (CompanyOf(persona) is { } company)
        {
            var name = ApplicationNames.CompanyNames[(int)(company - ApplicationNames.FirstCompany)];
            var member = (company, name, since);
            draft.Set("companies", KeyedList.One(member, Companies.Write));
        }

        var tag = persona.Number("tag", ApplicationNames.TagNames.Count);
        draft.Set("tags", KeyedList.One((ApplicationNames.TagNames[tag], ApplicationNames.FirstTag + tag), Tags.Write));
        var plan = RawJson.Parse(
            persona.Pick<byte[]>("plan", ["\"free\""u8.ToArray(), "\"pro\""u8.ToArray(), "\"enterprise\""u8.ToArray()])
        );
        var attribute = new CustomAttributes.Attribute(
            plan,
            ApplicationNames.AttributeNames[0],
            "plan",
            ApplicationNames.FirstAttribute,
            AttributeType.Text
        );
        draft.Set("attributes", KeyedList.One(attribute, CustomAttributes.Write));
    }

    private static long? Digits(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
