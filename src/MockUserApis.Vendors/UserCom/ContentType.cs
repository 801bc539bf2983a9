using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>What attributes are of: users, companies, deals or products. DOC</summary>
/// <param name="Asked">Its name in a request.</param>
/// <param name="Shown">Its name in an answer: a user's is another one.</param>
/// <param name="Types">What the types of its attributes are kept under.</param>
/// <param name="KnownTypes">Those of the attributes that the application starts with.</param>
internal sealed record ContentType(
    string Asked,
    string Shown,
    NameKind Attributes,
    string Types,
    IReadOnlyList<string> KnownTypes
)
{
    // No kind grows so large that its ids come near the next one's: its names have a bound in bytes.
    private const long Apart = 1_000_000;

    public static readonly ContentType Users = new(
        "clientuser",
        "user",
        new(
            ApplicationNames.AttributeKind,
            ApplicationNames.FirstAttribute,
            ApplicationNames.AttributeNames,
            ByStandardName.Instance
        ),
        ApplicationNames.TypeKind,
        AttributeType.Known
    );

    public static readonly ContentType Companies = Other(
        "company",
        "companies",
        1,
        ("Plan", AttributeType.Text),
        ("Seats", "integer"),
        ("Industry", AttributeType.Text)
    );

    public static readonly IReadOnlyList<ContentType> All =
    [
        Users,
        Companies,
        Other("deal", "deals", 2),
        Other("product", "products", 3),
    ];

    /// <summary>One attribute for all names with the same <c>name_std</c>, spelt as it was first sent.</summary>
    public NameRegister AttributesOf(Sandbox sandbox, Vendor vendor) => new(sandbox, vendor, Attributes);

    /// <summary>Types before names of attributes, the same for all members: see <see cref="AttributeType"/>.</summary>
    public References TypesOf(Sandbox sandbox, Vendor vendor) =>
        sandbox.References(vendor, Types, 1, KnownTypes, ByNameBehindType.Instance);

    /// <summary>
    /// What an attribute's type is told by: an attribute that took another's name has a type of its own.
    /// </summary>
    public static string TypeKey(string standard, long id, bool isChanged) =>
        isChanged ? FormattableString.Invariant($"{standard} {id}") : standard;

    private static ContentType Other(
        string name,
        string plural,
        long place,
        params (string Name, string Type)[] known
    ) =>
        new(
            name,
            name,
            new(
                $"attributes of {plural}",
                (place * Apart) + ApplicationNames.FirstAttribute,
                [.. known.Select(k => k.Name)],
                ByStandardName.Instance
            ),
            $"types of {plural}",
            [.. known.Select(k => $"{k.Type} {CustomAttributes.Standard(k.Name)}")]
        );

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
