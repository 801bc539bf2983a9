using System.Globalization;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>How audience members are made. The id is the ordinal: the server counts its members from 1.</summary>
internal sealed class Seed : Recipe
{
    /// <summary>The stored fields in the order of the vendor's GET; those after it are not shown.</summary>
    public static readonly Shape Fields = new(
        "lastName",
        "country",
        "createdDateStr",
        "mobileNumber",
        "active",
        "smsSubscription",
        "voiceSubscription",
        "firstName",
        "lastModifiedDateStr",
        "emailSubscription",
        "id",
        "state",
        "email",
        "lastActiveDateStr",
        MobileNumber.Digits,
        DynamicValues.Field,
        "reconciliationKey1",
        "reconciliationKey2",
        "reconciliationKey3",
        Ksid.Field
    );

    /// <summary>How many of the fields are shown: the first ones.</summary>
    public static readonly int Shown = Fields[MobileNumber.Digits];

    /// <summary>The fields that hold the values of dynamic attributes by which members are told apart.</summary>
    public static readonly string[] KeySlots = ["reconciliationKey1", "reconciliationKey2", "reconciliationKey3"];

    public static readonly MemberIndex ById = new("id", Unique: true, static (id, _) => Number(id));

    public static readonly MemberIndex ByEmail = new(
        "email",
        Unique: true,
        static (email, _) => Persona.OrdinalOfEmail(email)
    );

    public static readonly MemberIndex ByMobile = new(
        MobileNumber.Digits,
        Unique: true,
        static (digits, _) => MobileNumber.OrdinalOf(digits)
    );

    public static readonly MemberIndex ByKsid = new(Ksid.Field, Unique: true, Ksid.OrdinalOf);

    public override Shape Shape => Fields;

    // No generated member has a dynamic attribute.
    public override IReadOnlyList<MemberIndex> Indexes { get; } =
    [
        ById,
        ByEmail,
        ByMobile,
        .. KeySlots.Select(slot => new MemberIndex(slot, Unique: true, static (_, _) => null)),
        ByKsid,
    ];

    public override void Fill(Draft draft, Persona persona)
    {
        var country = persona.Pick(
            "country",
            ["United States", "United States", "India", "Germany", "Canada", "Brazil", "Australia"]
        );
        var created = persona.Time("created", 300).AddDays(-60);
        draft
            .Set("id", persona.Ordinal)
            .Set("firstName", persona.FirstName)
            .Set("lastName", persona.LastName)
            .Set("email", persona.Email)
            .Set("country", country)
            .Set("state", MemberRules.IsUsa(country) ? persona.Draw(static f => f.Address.State()) : "")
            .Set("active", true)
            .Set("smsSubscription", persona.Number("sms", 2) == 0)
            .Set("voiceSubscription", persona.Number("voice", 3) == 0)
            .Set("emailSubscription", persona.Number("mail", 4) > 0)
            .Set("createdDateStr", WireDate.Of(created))
            .Set("lastModifiedDateStr", WireDate.Of(created.AddHours(persona.Number("modified", 720))))
            .Set("lastActiveDateStr", WireDate.Of(created.AddHours(persona.Number("active", 1440))));
        MobileNumber.Put(draft, MobileNumber.Generated(persona.Ordinal));
        if (Ksid.Generated(persona.Seed, persona.Ordinal) is { } ksid)
            draft.Set(Ksid.Field, ksid);
    }

    public override ReadOnlySpan<byte> KeyJson(string key) =>
        Number(key) is { } id
            ? RawJson.Write(id, static (json, i) => json.WriteNumberValue(i))
            : throw new SeedException($"\"{key}\" is no id: it is a whole number such as 1.");

    /// <summary>The number that a text is; null: it is none, or written as another.</summary>
    public static long? Number(string id) =>
        long.TryParse(id, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number.ToString(CultureInfo.InvariantCulture) == id
            ? number
            : null;
}
