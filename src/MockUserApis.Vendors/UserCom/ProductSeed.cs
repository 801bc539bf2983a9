using System.Globalization;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// Products <c>product-1</c> to <c>product-20</c>, however many users there are. User.com's id of 7 is 500007.
/// </summary>
internal sealed class ProductSeed : Recipe
{
    public const long Count = 20;
    private const long FirstId = 500_000;
    private const string Prefix = "product-";

    /// <summary>Further attributes are one object, in the order in which they came.</summary>
    public static readonly Shape Fields = new("custom_id", "id", "name", "price", "more", "created_at", "updated_at");

    public static readonly MemberIndex ByCustomId = new("custom_id", Unique: true, static (id, _) => OrdinalOf(id));

    public static readonly MemberIndex ById = new("id", Unique: true, static (id, _) => Digits(id) - FirstId);

    private static readonly string[] Things = ["Desk", "Chair", "Lamp", "Shelf", "Rug"];
    private static readonly string[] Looks = ["Oak", "Walnut", "White", "Black"];

    public override string Name => "products";

    public override string Noun => "product";

    public override Shape Shape => Fields;

    public override IReadOnlyList<MemberIndex> Indexes { get; } = [ByCustomId, ById];

    public override long Size(long users) => Count;

    public static long IdOf(long ordinal) => FirstId + ordinal;

    public override void Fill(Draft draft, Persona persona)
    {
        var at = View.Date(persona.Time("created"));
        draft
            .Set("custom_id", Prefix + persona.Ordinal.ToString(CultureInfo.InvariantCulture))
            .Set("id", IdOf(persona.Ordinal))
            .Set("name", $"{persona.Pick("look", Looks)} {persona.Pick("thing", Things)}")
            .Set("price", (long)persona.Number("price", 500) + 1)
            .Set("created_at", at)
            .Set("updated_at", at);
    }

    private static long? OrdinalOf(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal) ? Digits(id[Prefix.Length..]) : null;

    private static long? Digits(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
