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

    public const long FirstTag = 1441;
    public const long FirstCompany = 14;
    public const long FirstAttribute = 1109;

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

    public static References Tags(Sandbox sandbox, Vendor vendor) =>
        sandbox.References(vendor, TagKind, FirstTag, TagNames);

    /// <summary>One attribute for all names with the same <c>name_std</c>, spelt as it was first sent.</summary>
    public static References Attributes(Sandbox sandbox, Vendor vendor) =>
        sandbox.References(vendor, AttributeKind, FirstAttribute, AttributeNames, ByStandardName.Instance);

    /// <summary>Types before names of attributes, the same for all users: see <see cref="AttributeType"/>.</summary>
    public static References AttributeTypes(Sandbox sandbox, Vendor vendor) =>
        sandbox.References(vendor, TypeKind, 1, AttributeType.Known, ByNameBehindType.Instance);

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

    private sealed class ByStandardName : IEqualityComparer<string>
    {
        public static readonly ByStandardName Instance = new();

        public bool Equals(string? x, string? y) =>
            CustomAttributes.Standard(x ?? "") == CustomAttributes.Standard(y ?? "");

        public int GetHashCode(string name) =>
            string.GetHashCode(CustomAttributes.Standard(name), StringComparison.Ordinal);
    }

    private sealed class ByNameBehindType : IEqualityComparer<string>
    {
        public static readonly ByNameBehindType Instance = new();

        public bool Equals(string? x, string? y) => Name(x).SequenceEqual(Name(y));

        public int GetHashCode(string typed) => string.GetHashCode(Name(typed));

        private static ReadOnlySpan<char> Name(string? typed) => typed.AsSpan(typed.AsSpan().IndexOf(' ') + 1);
    }
}
