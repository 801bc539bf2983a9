using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

/// <summary>
/// A journal that all nodes share, within the same number of entries and of bytes. Ids come from one sequence: they
/// rise, with gaps.
/// </summary>
internal sealed partial class PostgresJournal(PostgresSandbox sandbox) : Journal
{
    /// <summary>So many bytes of entries are in memory at once.</summary>
    private const long PieceBytes = 2 << 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private long Number => sandbox.Generation % Tables.Journals;

    private string Table => $"journal_{Number}";

    private Database Database => sandbox.Database;

    private int MaxEntries => sandbox.All.Server.JournalEntries;

    public override ValueTask AppendAsync(in JournalEntry entry, NewPoints? exercised = null)
    {
        var json = EntryJson.Of(Vendor(entry.Vendor)).Write(entry);
        var row = new EntryRow(Number, sandbox.Generation, entry.Id, EntryKind.Of(entry), json);
        var isDue = sandbox.All.Trims.Count(json.Length);
        if (exercised is null && !isDue.Entries && !isDue.Bytes)
            return new ValueTask(Database.Entries.SendAsync(row));
        List<(string, object?[])> statements = [];
        if (exercised is not null)
            statements.AddRange(PostgresCoverage.Put(sandbox.Generation, exercised));
        statements.Add(row.Insert);
        if (isDue.Entries)
            statements.Add(TrimEntries());
        if (isDue.Bytes)
            statements.Add(TrimBytes());
        return SendAsync([.. statements], exercised);
    }

    private async ValueTask SendAsync((string, object?[])[] statements, NewPoints? exercised)
    {
        try
        {
            await Database.WriteRelaxedAsync(statements);
        }
        catch (StoreUnavailableException)
        {
            // What this node believed to have sent did not arrive.
            if (exercised is not null)
                sandbox.Forget(exercised.Contract);
            throw;
        }
    }

    public override async ValueTask MarkAbortedAsync(string vendor, long id, TimeSpan after)
    {
        if (await FindAsync(id) is not { } entry)
            return;
        var json = EntryJson.Of(Vendor(vendor)).Write(entry with { Aborted = after });
        await Database.WriteRelaxedAsync(
            (
                $"UPDATE {Table} SET entry = $3, bytes = $4 WHERE world = $1 AND id = $2",
                [sandbox.Generation, id, json, (long)json.Length]
            )
        );
    }

    /// <summary>In one statement: an entry is either there or counted.</summary>
    public override async ValueTask<JournalSnapshot> SnapshotAsync()
    {
        var rows = await Database.ReadAsync(
            PostgresForgotten.Select(Table),
            PostgresForgotten.JournalRow.From,
            sandbox.Generation
        );
        var (entries, forgotten) = (new List<JournalEntry>(), new Forgotten());
        var (place, bytes) = (0, 0L);
        foreach (var row in rows)
        {
            bytes += row.Bytes;
            var kept =
                row.Json is not null
                && ++place <= MaxEntries
                && (bytes <= sandbox.All.Server.JournalBytes || place == 1);
            if (kept && Entry(row.Vendor, row.Json!) is { } entry)
                entries.Add(entry);
            else
                row.AddTo(forgotten, isRead: !kept);
        }

        entries.Reverse();
        return new JournalSnapshot(entries, forgotten);
    }

    public override async ValueTask<JournalEntry?> FindAsync(long id) =>
        await RowsAsync("AND id = $2", id) is [var (entry, _)] ? entry : null;

    public override async ValueTask<IReadOnlyList<JournalEntry>> AllAsync()
    {
        var newest = await RowsAsync($"ORDER BY id DESC LIMIT {MaxEntries}");
        long bytes = 0;
        var kept = newest
            .TakeWhile((e, i) => (bytes += e.Bytes) <= sandbox.All.Server.JournalBytes || i == 0)
            .Select(e => e.Entry)
            .ToList();
        kept.Reverse();
        return kept;
    }

    public override async ValueTask ClearAsync()
    {
        // In the order in which a trim locks them. The loser of a deadlock tries again.
        while (
            !await Database.TransactAsync(
                ($"DELETE FROM {Table} WHERE world = $1", -1, [sandbox.Generation]),
                ("DELETE FROM forgotten WHERE world = $1", -1, [sandbox.Generation]),
                ("DELETE FROM forgotten_kind WHERE world = $1", -1, [sandbox.Generation])
            )
        ) { }
    }

    /// <summary>Those that were deleted, and those beyond the bounds that are yet to be.</summary>
    public override async ValueTask<long> DroppedAsync() =>
        (
            await Database.ReadAsync(
                $"""
                SELECT coalesce((SELECT entries FROM forgotten WHERE world = $1), 0) + count(*)::bigint
                FROM {Placed} o WHERE place > $2 OR (whole > $3 AND place > 1)
                """,
                r => r.GetInt64(0),
                sandbox.Generation,
                (long)MaxEntries,
                sandbox.All.Server.JournalBytes
            )
        )[0];

    /// <summary>
    /// Looks four times a second. Entries may come in another order than their ids: what was handed on already is
    /// remembered.
    /// </summary>
    public override async ValueTask<IDisposable> FollowAsync(Action<JournalEntry> take)
    {
        var known = (await SizesAsync()).Select(s => s.Id).ToHashSet();
        var following = new Following();
        _ = FollowAsync(known, take, following.Ended.Token);
        return following;
    }

    private async Task FollowAsync(HashSet<long> known, Action<JournalEntry> take, CancellationToken end)
    {
        while (true)
        {
            await Task.Delay(Pause, sandbox.All.Real, end);
            try
            {
                // A reset begins another generation.
                if (!await sandbox.RefreshAsync())
                    return;
                var sizes = await SizesAsync();
                foreach (var news in Pieces(sizes.Where(s => known.Add(s.Id)).OrderBy(s => s.Id)))
                {
                    foreach (var (entry, _) in await RowsAsync("AND id = ANY($2) ORDER BY id", news))
                        take(entry);
                }

                known.IntersectWith(sizes.Select(s => s.Id));
            }
            catch (StoreUnavailableException)
            {
                // The next look may find it again.
            }
        }
    }

    // Its entries with each one's place, counted from the newest, and the bytes of all that are as new.
    private string Placed =>
        $"""
            (SELECT id, row_number() OVER newest AS place, sum(bytes) OVER newest AS whole
            FROM {Table} WHERE world = $1 WINDOW newest AS (ORDER BY id DESC))
            """;

    private (string, object?[]) TrimEntries() =>
        Trim($"(SELECT id FROM {Table} WHERE world = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)", (long)MaxEntries);

    private (string, object?[]) TrimBytes() =>
        Trim($"(SELECT max(id) FROM {Placed} o WHERE whole > $2 AND place > 1)", sandbox.All.Server.JournalBytes);

    private (string, object?[]) Trim(string last, long most) =>
        (
            PostgresForgotten.Trim(Table, last),
            [sandbox.Generation, most, Forgotten.MaxKeyLength, (long)Forgotten.MaxKeys]
        );

    private ValueTask<List<(long Id, long Bytes)>> SizesAsync() =>
        Database.ReadAsync(
            $"SELECT id, bytes FROM {Table} WHERE world = $1 ORDER BY id DESC LIMIT {MaxEntries}",
            r => (r.GetInt64(0), r.GetInt64(1)),
            sandbox.Generation
        );

    // So many that they may be in memory at once.
    private static IEnumerable<long[]> Pieces(IEnumerable<(long Id, long Bytes)> all)
    {
        List<long> piece = [];
        long bytes = 0;
        foreach (var (id, size) in all)
        {
            if (piece.Count > 0 && bytes + size > PieceBytes)
            {
                yield return [.. piece];
                piece.Clear();
                bytes = 0;
            }

            piece.Add(id);
            bytes += size;
        }

        if (piece.Count > 0)
            yield return [.. piece];
    }
}
