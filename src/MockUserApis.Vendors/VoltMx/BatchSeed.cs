using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>How batches of imports are made: twenty, of every code. The id is the ordinal, as text.</summary>
internal sealed class BatchSeed : Recipe
{
    /// <summary>The stored fields, in the order of the vendor's sample.</summary>
    public static readonly Shape Fields = new(
        "dataType",
        "uploadStatusCode",
        "statusMessage",
        "importedDate",
        "importedBy",
        "id"
    );

    public static readonly MemberIndex ById = new("id", Unique: true, static (id, _) => Seed.Number(id));

    private const int Most = 20;
    private const int Days = 300;
    private const int MaxCount = 500;

    private static readonly int[] Codes =
    [
        Batch.Imported,
        Batch.HasErrors,
        Batch.BadHeader,
        Batch.UnderWay,
        Batch.Imported,
    ];

    public override string Name => "batchinfo";

    public override string Noun => "batch";

    public override Shape Shape => Fields;

    public override IReadOnlyList<MemberIndex> Indexes { get; } = [ById];

    public override long Size(long users) => Math.Min(users, Most);

    public override void Fill(Draft draft, Persona persona) =>
        Batch.Fill(
            draft,
            persona.Ordinal,
            Codes[(persona.Ordinal - 1) % Codes.Length],
            Count(persona),
            persona.Time("imported", Days),
            "admin"
        );

    /// <summary>How many rows a batch was of.</summary>
    public static long Count(Persona persona) => persona.Number("count", MaxCount) + 1;

    public override ReadOnlySpan<byte> KeyJson(string key) =>
        Seed.Number(key) is null
            ? throw new SeedException($"\"{key}\" is no id: it is a whole number such as 1.")
            : RawJson.String(key);
}
