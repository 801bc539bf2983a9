using System.Text;
using MockUserApis.Kernel.State;
using Npgsql;

namespace MockUserApis.Postgres;

/// <summary>The SQL that counts the entries of shared journals that gave way, by kind and key.</summary>
internal static class PostgresForgotten
{
    private const byte Lost = 0;
    private const byte Kept = 1;

    // In place of an id.
    private const int Counted = -1;
    private const int Total = -2;

    /// <summary>Deletes the entries up to <paramref name="last"/>, and counts them.</summary>
    /// <param name="last">
    /// SQL of an id, of $1 (the generation) and $2; $3 is the longest key that is kept, $4 how many.
    /// </param>
    public static string Trim(string table, string last) =>
        $"""
            WITH gone AS (
                DELETE FROM {table} WHERE world = $1 AND id <= {last}
                RETURNING vendor, operation, status, accepted, key),
            kinds AS (
                INSERT INTO forgotten_kind (world, vendor, operation, status, accepted, key, entries)
                SELECT $1, vendor, operation, status, accepted,
                    CASE WHEN octet_length(key) = 0 OR octet_length(key) <= $3
                        AND (SELECT count(*) FROM forgotten_kind k WHERE k.world = $1) < $4
                        THEN key ELSE decode('00', 'hex') END AS kept, count(*)
                FROM gone
                WHERE operation IS NOT NULL AND status IS NOT NULL AND accepted IS NOT NULL AND key IS NOT NULL
                GROUP BY 2, 3, 4, 5, 6 ORDER BY 2, 3, 4, 5, 6
                ON CONFLICT (world, vendor, operation, status, accepted, key)
                    DO UPDATE SET entries = forgotten_kind.entries + excluded.entries)
            INSERT INTO forgotten (world, entries) SELECT $1, count(*) FROM gone HAVING count(*) > 0
            ON CONFLICT (world) DO UPDATE SET entries = forgotten.entries + excluded.entries
            """;

    /// <summary>The entries of a generation, newest first, then the counts of what is gone.</summary>
    public static string Select(string table) =>
        $"""
            SELECT id, vendor, operation, status, accepted, key, bytes, entry, 1::bigint FROM {table} WHERE world = $1
            UNION ALL SELECT {Counted}, vendor, operation, status, accepted, key, 0, NULL, entries
                FROM forgotten_kind WHERE world = $1
            UNION ALL SELECT {Total}, '', NULL, NULL, NULL, NULL, 0, NULL,
                entries - (SELECT coalesce(sum(k.entries), 0)::bigint FROM forgotten_kind k WHERE k.world = $1)
                FROM forgotten WHERE world = $1
            ORDER BY 1 DESC
            """;

    public static byte[] Write(string? key) => key is null ? [] : [Kept, .. Encoding.UTF8.GetBytes(key)];

    /// <summary>A row of <see cref="Select"/>.</summary>
    /// <param name="Json">The entry; null: a count.</param>
    /// <param name="Kind">Null: nothing is known but how many.</param>
    public sealed record JournalRow(string Vendor, EntryKind? Kind, long Bytes, byte[]? Json, long Entries)
    {
        public static JournalRow From(NpgsqlDataReader r) =>
            new(
                r.GetString(1),
                KindOf(r),
                r.GetInt64(6),
                r.IsDBNull(7) ? null : r.GetFieldValue<byte[]>(7),
                r.GetInt64(8)
            );

        /// <param name="isRead">False: its entry cannot be read.</param>
        public void AddTo(Forgotten forgotten, bool isRead)
        {
            if (isRead && Kind is { } kind)
                forgotten.Add(kind, Entries);
            else if (Entries > 0)
                forgotten.AddUnknown(Entries);
        }

        // Null columns: a program that did not know them wrote the row.
        private static EntryKind? KindOf(NpgsqlDataReader r)
        {
            for (var column = 2; column < 6; column++)
                if (r.IsDBNull(column))
                    return null;
            var key = r.GetFieldValue<byte[]>(5);
            var letters = key is [Kept, ..] ? Encoding.UTF8.GetString(key.AsSpan(1)) : null;
            var operation = r.GetString(2) is { Length: > 0 } id ? id : null;
            return new EntryKind(r.GetString(1), operation, r.GetInt32(3), r.GetBoolean(4), letters, key is [Lost]);
        }
    }
}
