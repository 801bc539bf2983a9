using System.Globalization;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>
/// How PX users are made. The identify id is <c>user-000017</c>: the ordinal, so that it leads back to the user.
/// </summary>
internal sealed class Seed : Recipe
{
    /// <summary>The stored fields, in the order of a read.</summary>
    public static readonly Shape Fields = new(
        "aptrinsicId",
        "identifyId",
        "type",
        "gender",
        "email",
        "firstName",
        "lastName",
        "lastSeenDate",
        "signUpDate",
        "firstVisitDate",
        "title",
        "phone",
        "score",
        "role",
        "subscriptionId",
        "accountId",
        "numberOfVisits",
        "location",
        "propertyKeys",
        "createDate",
        "lastModifiedDate",
        "customAttributes",
        "globalUnsubscribe",
        "sfdcContactId",
        "channelMetricList",
        "lastVisitedUserAgentData",
        "lastInferredLocation",
        "preferences",
        "denied"
    );

    /// <summary>What is stored of a user and siblings of the user resource show: no part of it on the wire.</summary>
    public static readonly string[] Hidden = ["preferences", "denied"];

    /// <summary>A product key in the documented form, made up.</summary>
    public const string PropertyKey = "AP-MOCKPRODUCT1-2";

    public static ReadOnlySpan<byte> PropertyKeys => "[\"AP-MOCKPRODUCT1-2\"]"u8;

    private const string Prefix = "user-";

    public static readonly MemberIndex ById = new(
        "identifyId",
        Unique: true,
        static (id, _) =>
            id.StartsWith(Prefix, StringComparison.Ordinal)
            && long.TryParse(id.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var i)
                ? i
                : null
    );

    public static readonly MemberIndex ByEmail = new(
        "email",
        Unique: false,
        static (email, _) => Persona.OrdinalOfEmail(email)
    );

    public static string IdOf(long ordinal) => Prefix + ordinal.ToString("000000", CultureInfo.InvariantCulture);

    public override Shape Shape => Fields;

    public override IReadOnlyList<MemberIndex> Indexes { get; } = [ById, ByEmail];

    public override void Fill(Draft draft, Persona persona)
    {
        var created = persona.Time("created").ToUnixTimeMilliseconds();
        draft
            .Set("aptrinsicId", persona.Uuid("aptrinsicId"))
            .Set("identifyId", IdOf(persona.Ordinal))
            .Set("type", persona.Pick("type", ["USER", "USER", "USER", "LEAD", "VISITOR"]))
            .Set("gender", persona.Pick("gender", ["MALE", "FEMALE", "OTHER", "EMPTY_GENDER"]))
            .Set("email", persona.Email)
            .Set("firstName", persona.FirstName)
            .Set("lastName", persona.LastName)
            .Set("signUpDate", created)
            .Set("firstVisitDate", created)
            .Set(
                "lastSeenDate",
                Math.Min(created + (persona.Number("seen", 90) * 86_400_000L), Persona.Epoch.ToUnixTimeMilliseconds())
            )
            .Set("title", persona.Draw(static f => f.Name.JobTitle()))
            .Set("phone", persona.Phone)
            .Set("score", persona.Number("score", 100))
            .Set("role", persona.Pick("role", ["admin", "member", "viewer"]))
            .Set("accountId", AccountSeed.IdOf(persona.Number("account", AccountSeed.WithUsers) + 1))
            .Set("numberOfVisits", persona.Number("visits", 200) + 1)
            .Set(
                "location",
                RawJson.Write(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("countryName", "United States");
                    json.WriteString("countryCode", "US");
                    json.WriteString("stateName", persona.Draw(static f => f.Address.State()));
                    json.WriteString("city", persona.Draw(static f => f.Address.City()));
                    json.WriteString("postalCode", persona.Draw(static f => f.Address.ZipCode("#####")));
                    json.WriteString("continent", "NA");
                    json.WriteEndObject();
                })
            )
            .Set("propertyKeys", PropertyKeys)
            .Set("createDate", created)
            .Set("lastModifiedDate", created);
    }
}
