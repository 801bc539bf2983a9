using System.Globalization;
using System.Text;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// How companies are made. Company 2 has your id "acme-2" and User.com's id 15. Users belong to the first four, so
/// that the others have nobody.
/// </summary>
internal sealed class CompanySeed : Recipe
{
    /// <summary>An id is this and the ordinal.</summary>
    public const long FirstId = ApplicationNames.FirstCompany - 1;

    private const string Prefix = "acme-";
    private const int UsersEach = 250;

    public static readonly Shape Fields = new(
        "id",
        "custom_id",
        "name",
        "category",
        "description",
        "email",
        "country",
        "region",
        "city",
        "address",
        "postal_code",
        "size",
        "created_at",
        "updated_at",
        "phone_numbers",
        "attributes",
        "tags",
        "assigned_to",
        // Never stored: it is derived from users where a company is shown.
        "employees"
    );

    public static readonly MemberIndex ById = new("id", Unique: true, static (id, _) => Digits(id) - FirstId);

    private static readonly (string City, string Region, string Code)[] Places =
    [
        ("New York", "New York", "10001"),
        ("Chicago", "Illinois", "60601"),
        ("Seattle", "Washington", "98101"),
        ("Boston", "Massachusetts", "02108"),
        ("Austin", "Texas", "73301"),
    ];

    public override string Name => "companies";

    public override string Noun => "company";

    public override Shape Shape => Fields;

    public override IReadOnlyList<MemberIndex> Indexes { get; } =
    [
        new(
            "custom_id",
            Unique: true,
            static (id, _) => id.StartsWith(Prefix, StringComparison.Ordinal) ? Digits(id.AsSpan(Prefix.Length)) : null
        ),
        ById,
    ];

    public override long Size(long users) => Math.Max(ApplicationNames.CompanyNames.Count, users / UsersEach);

    /// <summary>User.com's id of a stored company.</summary>
    public static long IdOf(Document company) => company.Integer("id") ?? 0;

    /// <summary>A new company that nothing is known of yet but its time.</summary>
    public static void Identify(Draft draft, long ordinal, DateTimeOffset now) =>
        draft.Set("id", FirstId + ordinal).Set("created_at", View.Date(now)).Set("updated_at", View.Date(now));

    public override void Fill(Draft draft, Persona persona)
    {
        var (known, ordinal) = (ApplicationNames.CompanyNames, persona.Ordinal);
        var number = ordinal.ToString(CultureInfo.InvariantCulture);
        var (city, region, code) = persona.Pick("place", Places);
        var name =
            ordinal <= known.Count
                ? known[(int)ordinal - 1]
                : $"Acme {persona.Pick("name", ["Works", "Traders", "Partners", "Supplies", "Design"])} {number}";
        // A year before the first users.
        Identify(draft, ordinal, persona.Time("created").AddDays(-365));
        draft
            .Set("custom_id", Prefix + number)
            .Set("name", name)
            .Set("email", $"office@acme-{number}.example.com")
            .Set("country", "United States")
            .Set("region", region)
            .Set("city", city)
            .Set("address", $"{persona.Number("house", 900) + 1} Main Street")
            .Set("postal_code", code)
            .Set("size", persona.Number("size", 500) + 5L)
            .Set("phone_numbers", Encoding.ASCII.GetBytes($"[\"+1202555{100 + persona.Number("phone", 100):0000}\"]"));
    }

    private static long? Digits(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
