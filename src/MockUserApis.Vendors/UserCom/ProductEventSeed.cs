using System.Globalization;
using System.Text;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// What users did with products: event <i>i</i> is of user <i>i</i>, and its id is 700000000 and <i>i</i>.
/// </summary>
internal sealed class ProductEventSeed : Recipe
{
    private const long FirstId = 700_000_000;

    public static readonly Shape Fields = new("id", "user", "product", "event_type", "timestamp", "custom_data");

    public static readonly MemberIndex ById = new(
        "id",
        Unique: true,
        static (id, _) =>
            long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number - FirstId : null
    );

    private static readonly string[] Usual = ["view", "view", "detail", "add to cart", "purchase"];

    public override string Name => "product-events";

    public override string Noun => "product event";

    public override Shape Shape => Fields;

    public override IReadOnlyList<MemberIndex> Indexes { get; } = [ById];

    public static long IdOf(long ordinal) => FirstId + ordinal;

    public override ReadOnlySpan<byte> KeyJson(string key) =>
        long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? Encoding.UTF8.GetBytes(id.ToString(CultureInfo.InvariantCulture))
            : throw new SeedException($"\"{key}\" is no id of a product event. Send digits, e.g. {IdOf(1)}.");

    public override void Fill(Draft draft, Persona persona) =>
        draft
            .Set("id", IdOf(persona.Ordinal))
            .Set("user", Seed.IdOf(persona.Ordinal))
            .Set("product", ProductSeed.IdOf(persona.Number("product", (int)ProductSeed.Count) + 1))
            .Set("event_type", persona.Pick("event", Usual))
            .Set("timestamp", View.Date(persona.Time("event at")));
}
