using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

/// <summary>How a member's next state is put in the place of this one.</summary>
internal sealed partial class PostgresCollection
{
    /// <summary>
    /// The statement that puts a member's next state in the place of this one, and so changes one row or, when another
    /// was quicker, none.
    /// </summary>
    internal (string Sql, int Rows, object?[] Values) Put(
        Member before,
        Document after,
        DateTimeOffset? deletedAt = null,
        bool revivable = false
    ) =>
        before.Version == 0
            ? (
                """
                INSERT INTO users (world, vendor, ordinal, version, deleted_at, revivable, doc)
                VALUES ($1, $2, $3, 1, $4, $5, $6) ON CONFLICT DO NOTHING
                """,
                1,
                [generation, id, before.Ordinal, deletedAt?.UtcTicks, revivable, DocumentJson.Write(after)]
            )
            : (
                """
                UPDATE users SET version = version + 1, deleted_at = $4, revivable = $5, doc = $6
                WHERE world = $1 AND vendor = $2 AND ordinal = $3 AND version = $7
                """,
                1,
                [
                    generation,
                    id,
                    before.Ordinal,
                    deletedAt?.UtcTicks,
                    revivable,
                    DocumentJson.Write(after),
                    before.Version,
                ]
            );

    // Of the loser the statement brings what the winner made of the member; where it won while this one waited for it,
    // the row is asked for again.
    private async ValueTask<(bool IsDone, Member? Newest)> SwapAsync(Member before, Document after)
    {
        var swap = new Swap(generation, id, before.Ordinal, before.Version, DocumentJson.Write(after));
        var (isDone, newer) = await database.Swaps.SendAsync(swap);
        if (isDone)
            return (true, null);
        if (newer is null || newer.Version <= before.Version)
            return (false, await AtAsync(before.Ordinal));
        return (false, newer.DeletedAt is null ? MemberOf(newer) : null);
    }
}
