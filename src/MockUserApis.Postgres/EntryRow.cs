using MockUserApis.Kernel.State;

namespace MockUserApis.Postgres;

/// <summary>A journal entry as its row has it.</summary>
/// <param name="Table">The number of its journal.</param>
internal sealed record EntryRow(long Table, long Generation, long Id, EntryKind Kind, byte[] Json)
{
    private static readonly string[] Inserts =
    [
        .. Enumerable
            .Range(0, Tables.Journals)
            .Select(i =>
                $"""
                    INSERT INTO journal_{i} (world, id, vendor, bytes, entry, operation, status, accepted, key)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                    """
            ),
    ];

    private static readonly string[] InsertsOfMany =
    [
        .. Enumerable
            .Range(0, Tables.Journals)
            .Select(i =>
                $"""
                    INSERT INTO journal_{i} (world, id, vendor, bytes, entry, operation, status, accepted, key)
                    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::bytea[], $6::text[],
                        $7::int[], $8::boolean[], $9::bytea[])
                    """
            ),
    ];

    /// <summary>The statement that keeps it.</summary>
    public (string, object?[]) Insert =>
        (
            Inserts[Table],
            [
                Generation,
                Id,
                Kind.Vendor,
                (long)Json.Length,
                Json,
                Kind.Operation ?? "",
                Kind.Status,
                Kind.Accepted,
                PostgresForgotten.Write(Kind.Key),
            ]
        );

    /// <summary>Keeps some; either all are there or none is.</summary>
    public static async ValueTask<IReadOnlyList<bool>> PutAsync(Database database, IReadOnlyList<EntryRow> rows)
    {
        await database.WriteRelaxedAsync(
            rows is [var only]
                ? [only.Insert]
                : [.. rows.GroupBy(r => r.Table).OrderBy(g => g.Key).Select(g => InsertMany(g.Key, [.. g]))]
        );
        return new bool[rows.Count];
    }

    private static (string, object?[]) InsertMany(long table, List<EntryRow> rows) =>
        (
            InsertsOfMany[table],
            [
                rows.Select(r => r.Generation).ToArray(),
                rows.Select(r => r.Id).ToArray(),
                rows.Select(r => r.Kind.Vendor).ToArray(),
                rows.Select(r => (long)r.Json.Length).ToArray(),
                rows.Select(r => r.Json).ToArray(),
                rows.Select(r => r.Kind.Operation ?? "").ToArray(),
                rows.Select(r => r.Kind.Status).ToArray(),
                rows.Select(r => r.Kind.Accepted).ToArray(),
                rows.Select(r => PostgresForgotten.Write(r.Kind.Key)).ToArray(),
            ]
        );
}
