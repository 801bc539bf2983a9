using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// What users of one application share: tags, companies and custom attributes, each with one id for all of them.
/// </summary>
internal static class ApplicationNames
{
    public const string TagKind = "tags";
    public const string CompanyKind = "companies";
    public const string CompanyIdKind = "companies by id";
    public const string AttributeKind = "attributes";
    public const string TypeKind = "attribute types";
    public const string ListKind = "lists";

    public const long FirstTag = 1441;
    public const long FirstCompany = 14;
    public const long FirstAttribute = 1109;
    private const long FirstList = 7;

    /// <summary>Names that the population uses.</summary>
    public static readonly IReadOnlyList<string> TagNames =
    [
        "newsletter",
        "trial",
        "customer",
        "beta tester",
        "webinar",
    ];

    public static readonly IReadOnlyList<string> AttributeNames = ["Plan", "Seats", "Onboarding done"];

    // A company has an id of yours beside User.com's; the view shows the name and never yours.
    public static readonly IReadOnlyList<string> CompanyIds = ["acme-1", "acme-2", "acme-3", "acme-4"];

    public static readonly IReadOnlyList<string> CompanyNames =
    [
        "Acme Logistics",
        "Acme Robotics",
        "Acme Foods",
        "Acme Studios",
    ];

    private static readonly NameKind OfTags = new(TagKind, FirstTag, TagNames);

    private static readonly NameKind OfLists = new(ListKind, FirstList, ["Newsletter", "Customers", "Webinar guests"]);

    public static NameRegister Tags(Sandbox sandbox, Vendor vendor) => new(sandbox, vendor, OfTags);

    public static NameRegister Lists(Sandbox sandbox, Vendor vendor) => new(sandbox, vendor, OfLists);

    /// <summary>The users' attributes.</summary>
    public static NameRegister Attributes(Sandbox sandbox, Vendor vendor) =>
        ContentType.Users.AttributesOf(sandbox, vendor);

    /// <summary>The companies that users of the population belong to.</summary>
    public static IEnumerable<long> OfPopulation => CompanyNames.Select((_, i) => FirstCompany + i);

    /// <summary>The id that leads to a company of that name.</summary>
    public static string IdOfCompany(string name)
    {
        for (var i = 0; i < CompanyNames.Count; i++)
            if (CompanyNames[i] == name)
                return CompanyIds[i];
        return name;
    }
}
