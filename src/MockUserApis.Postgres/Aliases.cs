using System.Buffers.Binary;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

/// <summary>
/// Ids, e-mails and whatever else finds a user, beside the user's row. A value that only one live user may have is a
/// row that only a user may take over whose holder is deleted; a generated value has none until it was given up once.
/// </summary>
internal static class Aliases
{
    private const string Taken = """
        SELECT $1, $2, k.idx, k.value, k.ordinal, k.sole, k.live
        FROM unnest($3::smallint[], $4::bytea[], $5::bigint[], $6::boolean[], $7::boolean[])
            AS k(idx, value, ordinal, sole, live)
        """;

    private const string Take = $"""
        INSERT INTO alias (world, vendor, idx, value, ordinal, sole, live) {Taken}
        ON CONFLICT (world, vendor, idx, value) DO UPDATE SET ordinal = excluded.ordinal, live = excluded.live
        WHERE NOT excluded.sole OR NOT alias.live OR alias.ordinal = excluded.ordinal
        """;

    private const string GiveUp = """
        DELETE FROM alias a USING unnest($4::smallint[], $5::bytea[]) AS k(idx, value)
        WHERE a.world = $1 AND a.vendor = $2 AND a.ordinal = $3 AND a.idx = k.idx AND a.value = k.value
        """;

    private const string Rest = """
        UPDATE alias a SET live = false FROM unnest($4::smallint[], $5::bytea[]) AS k(idx, value)
        WHERE a.world = $1 AND a.vendor = $2 AND a.ordinal = $3 AND a.idx = k.idx AND a.value = k.value
        """;

    private sealed record Key(short Index, byte[] Value, bool Sole);

    /// <summary>
    /// Puts a user's next state with its aliases; false when another was quicker or holds one of them.
    /// </summary>
    public static async ValueTask<bool> TransactAsync(
        PostgresCollection store,
        Member before,
        Document after,
        DateTimeOffset? deletedAt = null,
        bool revivable = false
    )
    {
        var put = store.Put(before, after, deletedAt, revivable);
        var keys = Keys(store, before.Ordinal, after);
        if (deletedAt is not null)
        {
            return await store.Database.TransactAsync(put, (Rest, -1, Given(store, before.Ordinal, keys)));
        }

        var old = Keys(store, before.Ordinal, before.Document)
            .Where(o => !keys.Exists(k => k.Index == o.Index && k.Value.AsSpan().SequenceEqual(o.Value)))
            .ToList();
        return await store.Database.TransactAsync(
            put,
            (GiveUp, -1, Given(store, before.Ordinal, old)),
            (Take, keys.Count, Rows(store, keys.Select(k => (before.Ordinal, k, true))))
        );
    }

    /// <summary>Statements that put many users of an untouched store.</summary>
    public static IEnumerable<(string, int, object?[])> Restore(
        PostgresCollection store,
        IReadOnlyList<MemberChange> changes
    )
    {
        yield return (
            """
            INSERT INTO users (world, vendor, ordinal, version, deleted_at, revivable, doc)
            SELECT $1, $2, k.ordinal, 1, k.deleted_at, k.revivable, k.doc
            FROM unnest($3::bigint[], $4::bigint[], $5::boolean[], $6::bytea[])
                AS k(ordinal, deleted_at, revivable, doc)
            """,
            -1,
            [
                store.Generation,
                store.Id,
                changes.Select(c => c.Ordinal).ToArray(),
                changes.Select(c => c.DeletedAt?.UtcTicks).ToArray(),
                changes.Select(c => c.Revivable).ToArray(),
                changes.Select(c => DocumentJson.Write(c.Document)).ToArray(),
            ]
        );
        // One row a value: a live user's before a deleted one's, the last before the others.
        var keys = changes
            .SelectMany(c =>
                Keys(store, c.Ordinal, c.Document).Select(k => (c.Ordinal, Key: k, Live: c.DeletedAt is null))
            )
            .GroupBy(k => (k.Key.Index, Convert.ToHexString(k.Key.Value)))
            .Select(g => g.OrderBy(k => k.Live).Last());
        yield return (Take, -1, Rows(store, keys));
    }

    /// <summary>The number that a group's rows have, behind those of the indexes.</summary>
    public static short PlaceOf(Recipe recipe, MemberGroup group) =>
        (short)(recipe.Indexes.Count + recipe.GroupOf(group));

    /// <summary>
    /// The rows of a group have its value's digest and each its member's ordinal: the first and the last.
    /// </summary>
    public static (byte[] First, byte[] Last) RangeOf(string value)
    {
        var digest = PostgresSandboxes.Digest(value);
        return (Numbered(digest, 0), Numbered(digest, long.MaxValue));
    }

    private static byte[] Numbered(byte[] digest, long ordinal)
    {
        var key = new byte[digest.Length + sizeof(long)];
        digest.CopyTo(key, 0);
        BinaryPrimitives.WriteInt64BigEndian(key.AsSpan(digest.Length), ordinal);
        return key;
    }

    private static List<Key> Keys(PostgresCollection store, long ordinal, Document document) =>
        [
            .. store
                .Recipe.Indexes.Select((index, i) => (index, i, Value: Population.ValueOf(document, index)))
                .Where(k => k.Value is not null)
                .Select(k => new Key((short)k.i, PostgresSandboxes.Digest(k.Value!), k.index.Unique)),
            .. store
                .Recipe.Groups.Select(group => (Group: group, Value: Population.ValueOf(document, group.Field)))
                .Where(k => k.Value is not null)
                .Select(k => new Key(
                    PlaceOf(store.Recipe, k.Group),
                    Numbered(PostgresSandboxes.Digest(k.Value!), ordinal),
                    Sole: true
                )),
        ];

    private static object?[] Given(PostgresCollection store, long ordinal, IReadOnlyList<Key> keys) =>
        [store.Generation, store.Id, ordinal, keys.Select(k => k.Index).ToArray(), keys.Select(k => k.Value).ToArray()];

    private static object?[] Rows(PostgresCollection store, IEnumerable<(long Ordinal, Key Key, bool Live)> keys)
    {
        var all = keys.ToList();
        return
        [
            store.Generation,
            store.Id,
            all.Select(k => k.Key.Index).ToArray(),
            all.Select(k => k.Key.Value).ToArray(),
            all.Select(k => k.Ordinal).ToArray(),
            all.Select(k => k.Key.Sole).ToArray(),
            all.Select(k => k.Live).ToArray(),
        ];
    }
}
