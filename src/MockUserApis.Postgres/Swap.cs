namespace MockUserApis.Postgres;

/// <summary>A member's next document, in the place of its document of one version.</summary>
internal sealed record Swap(long Generation, string Collection, long Ordinal, long Version, byte[] Json)
{
    private const string Insert = """
        INSERT INTO users (world, vendor, ordinal, version, deleted_at, revivable, doc)
        VALUES ($1, $2, $3, 1, NULL, false, $4) ON CONFLICT DO NOTHING RETURNING ordinal
        """;

    private const string Update = """
        UPDATE users SET version = version + 1, deleted_at = NULL, revivable = false, doc = $4
        WHERE world = $1 AND vendor = $2 AND ordinal = $3 AND version = $5 RETURNING ordinal
        """;

    private const string One = $"""
        SELECT put.ordinal IS NOT NULL, {MemberRow.Columns} FROM (SELECT 1) one LEFT JOIN put ON true
            LEFT JOIN users u ON put.ordinal IS NULL AND u.world = $1 AND u.vendor = $2 AND u.ordinal = $3
        """;

    private const string First = $"WITH put AS ({Insert}) {One}";

    private const string Next = $"WITH put AS ({Update}) {One}";

    private const string Given = """
        SELECT k.* FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::bytea[], $5::bigint[]) WITH ORDINALITY
            AS k(world, vendor, ordinal, doc, version, place)
        """;

    private const string Some = $"""
        SELECT put.ordinal IS NOT NULL, {MemberRow.Columns}, k.place FROM k
            LEFT JOIN put ON put.world = k.world AND put.vendor = k.vendor AND put.ordinal = k.ordinal
            LEFT JOIN users u ON put.ordinal IS NULL
                AND u.world = k.world AND u.vendor = k.vendor AND u.ordinal = k.ordinal
        """;

    private const string SomeFirst = $"""
        WITH k AS ({Given}), put AS (
            INSERT INTO users (world, vendor, ordinal, version, deleted_at, revivable, doc)
            SELECT k.world, k.vendor, k.ordinal, k.version + 1, NULL, false, k.doc FROM k ORDER BY k.place
            ON CONFLICT DO NOTHING RETURNING world, vendor, ordinal)
        {Some}
        """;

    private const string SomeNext = $"""
        WITH k AS ({Given}), put AS (
            UPDATE users u SET version = u.version + 1, deleted_at = NULL, revivable = false, doc = k.doc FROM k
            WHERE u.world = k.world AND u.vendor = k.vendor AND u.ordinal = k.ordinal AND u.version = k.version
            RETURNING u.world, u.vendor, u.ordinal)
        {Some}
        """;

    /// <summary>
    /// Puts each, unless another was quicker: then what that made of the member, as far as the statement saw it.
    /// </summary>
    public static async ValueTask<IReadOnlyList<(bool IsDone, MemberRow? Newer)>> PutAsync(
        Database database,
        IReadOnlyList<Swap> swaps
    )
    {
        var results = new (bool, MemberRow?)[swaps.Count];
        // Of two that change one member, the first is put. In one order everywhere: two nodes that change the same
        // members must not wait for each other.
        var distinct = swaps
            .Select((swap, place) => (Swap: swap, Place: place))
            .DistinctBy(s => (s.Swap.Generation, s.Swap.Collection, s.Swap.Ordinal))
            .OrderBy(s => s.Swap.Generation)
            .ThenBy(s => s.Swap.Collection, StringComparer.Ordinal)
            .ThenBy(s => s.Swap.Ordinal)
            .ToLookup(s => s.Swap.Version == 0);
        await Task.WhenAll(distinct.Select(some => PutAsync(database, some.Key, [.. some], results)));
        return results;
    }

    private static async Task PutAsync(
        Database database,
        bool areFirst,
        List<(Swap Swap, int Place)> some,
        (bool, MemberRow?)[] results
    )
    {
        if (some is [var (only, place)])
        {
            results[place] = await only.PutAsync(database);
            return;
        }

        var rows = await database.WriteAsync(
            areFirst ? SomeFirst : SomeNext,
            r => (IsDone: r.GetBoolean(0), Row: MemberRow.Find(r, 1), Place: r.GetInt64(1 + MemberRow.Width)),
            some.Select(s => s.Swap.Generation).ToArray(),
            some.Select(s => s.Swap.Collection).ToArray(),
            some.Select(s => s.Swap.Ordinal).ToArray(),
            some.Select(s => s.Swap.Json).ToArray(),
            some.Select(s => s.Swap.Version).ToArray()
        );
        foreach (var (isDone, row, at) in rows)
            results[some[(int)at - 1].Place] = (isDone, row);
    }

    private async ValueTask<(bool, MemberRow?)> PutAsync(Database database)
    {
        object?[] values = [Generation, Collection, Ordinal, Json];
        var rows = await database.WriteAsync(
            Version == 0 ? First : Next,
            r => (r.GetBoolean(0), MemberRow.Find(r, 1)),
            Version == 0 ? values : [.. values, Version]
        );
        return rows[0];
    }
}
