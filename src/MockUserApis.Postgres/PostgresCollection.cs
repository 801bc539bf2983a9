using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using Npgsql;

namespace MockUserApis.Postgres;

/// <summary>
/// A member that differs from the population is a row. Its change is one compare-and-set on the row's version; what
/// creates, deletes or changes an id or e-mail is a transaction with the table of aliases, whose key keeps them unique
/// over all nodes.
/// </summary>
internal sealed partial class PostgresCollection(Database database, long generation, string id, Population population)
    : Collection(population)
{
    private const int Page = 128;
    private const int MaxTries = 1000;
    public long Generation => generation;

    // The generated ones, less those of them that are deleted, and those that were added.
    public override async ValueTask<long> CountAsync() =>
        Population.Size
        + (
            await database.ReadAsync(
                """
                SELECT coalesce(sum(CASE WHEN ordinal > $3 THEN 1 ELSE 0 END
                    - CASE WHEN deleted_at IS NOT NULL THEN 1 ELSE 0 END), 0)::bigint
                FROM users WHERE world = $1 AND vendor = $2
                """,
                r => r.GetInt64(0),
                generation,
                id,
                Population.Size
            )
        )[0];

    public override async ValueTask<IEnumerable<MemberChange>> ChangesAsync() =>
        (await RowsAsync("ORDER BY u.ordinal")).Select(r => new MemberChange(
            r.Ordinal,
            DocumentOf(r),
            r.DeletedAt,
            r.Revivable
        ));

    protected override async ValueTask<IEnumerable<long>> GoneAsync() =>
        await database.ReadAsync(
            "SELECT ordinal FROM users WHERE world = $1 AND vendor = $2 AND deleted_at IS NOT NULL ORDER BY ordinal",
            r => r.GetInt64(0),
            generation,
            id
        );

    public override async ValueTask<Member?> FindAsync(MemberIndex index, string value)
    {
        var (row, generated) = await FindRowAsync(index, value);
        return row is { DeletedAt: null } ? MemberOf(row) : generated;
    }

    public override async ValueTask<(Member Member, DateTimeOffset DeletedAt)?> FindDeletedAsync(string key) =>
        (await FindRowAsync(Recipe.Indexes[0], key)).Row is { DeletedAt: { } at, Revivable: true } row
            ? (MemberOf(row), at)
            : null;

    public override async ValueTask<Member?> AtAsync(long ordinal)
    {
        if (await RowAsync(ordinal) is not { } row)
            return Population.At(ordinal);
        return row.DeletedAt is null ? MemberOf(row) : null;
    }

    public override async IAsyncEnumerable<Member> ScanAsync(long after = 0)
    {
        while (true)
        {
            var rows = await RowsAsync($"AND u.ordinal > $3 ORDER BY u.ordinal LIMIT {Page}", after);
            foreach (var row in rows)
            {
                foreach (var member in Generated(after, row.Ordinal))
                    yield return member;
                if (row.DeletedAt is null)
                    yield return MemberOf(row);
                after = row.Ordinal;
            }

            if (rows.Count < Page)
                break;
        }

        foreach (var member in Generated(after, long.MaxValue))
            yield return member;
    }

    public override async ValueTask<IEnumerable<Member>> ChangedAsync() =>
        (await RowsAsync("AND u.deleted_at IS NULL")).Select(MemberOf);

    public override async ValueTask<long> ChangedCountAsync() =>
        (
            await database.ReadAsync(
                "SELECT count(*) FROM users WHERE world = $1 AND vendor = $2",
                r => r.GetInt64(0),
                generation,
                id
            )
        )[0];

    public override async ValueTask<bool> HasChangedAsync(long ordinal) =>
        (
            await database.ReadAsync(
                "SELECT 1 FROM users WHERE world = $1 AND vendor = $2 AND ordinal = $3",
                _ => true,
                generation,
                id,
                ordinal
            )
        ).Count > 0;

    public override async ValueTask<(Document? Document, Conflict? Conflict)> ChangeAsync(
        Member member,
        Func<Document, Document> change
    )
    {
        var (newest, tries) = ((Member?)member, 0);
        while (newest is { } before)
        {
            var after = change(before.Document);
            if (SameKeys(before.Document, after))
            {
                (var isDone, newest) = await SwapAsync(before, after);
                if (isDone)
                    return (after, null);
            }
            else
            {
                if (await ConflictOfAsync(after, member.Ordinal) is { } conflict)
                    return (before.Document, conflict);
                if (await Aliases.TransactAsync(this, before, after))
                    return (after, null);
                newest = await AtAsync(member.Ordinal);
            }

            ThrowWhenTooMany(++tries);
        }

        return default;
    }

    public override async ValueTask<(Member Member, Conflict? Conflict)> AddAsync(Func<long, Document> make)
    {
        for (var tries = 0; ; ThrowWhenTooMany(++tries))
        {
            var last = (
                await database.ReadAsync(
                    "SELECT coalesce(max(ordinal), 0) FROM users WHERE world = $1 AND vendor = $2",
                    r => r.GetInt64(0),
                    generation,
                    id
                )
            )[0];
            var ordinal = Math.Max(last, Population.Size) + 1;
            var document = make(ordinal);
            if (await ConflictOfAsync(document, ordinal) is { } conflict)
                return (default, conflict);
            if (await Aliases.TransactAsync(this, new Member(ordinal, document), document))
            {
                return (new Member(ordinal, document, 1), null);
            }
        }
    }

    public override async ValueTask<bool> DeleteAsync(Member member, DateTimeOffset now, bool revivable)
    {
        var tries = 0;
        for (Member? newest = member; newest is { } before; newest = await AtAsync(member.Ordinal))
        {
            if (await Aliases.TransactAsync(this, before, before.Document, now, revivable))
                return true;
            ThrowWhenTooMany(++tries);
        }

        return false;
    }

    public override ValueTask<bool> TakeBackAsync(Member added, DateTimeOffset now) =>
        Aliases.TransactAsync(this, added, added.Document, now);

    public override async ValueTask<(bool Done, Conflict? Conflict)> ReviveAsync(Member member, Document document)
    {
        for (var tries = 0; await RowAsync(member.Ordinal) is { DeletedAt: not null } row; ThrowWhenTooMany(++tries))
        {
            if (await ConflictOfAsync(document, member.Ordinal) is { } conflict)
                return (false, conflict);
            if (await Aliases.TransactAsync(this, MemberOf(row), document))
                return (true, null);
        }

        return (false, null);
    }

    public override async ValueTask RestoreAsync(IEnumerable<MemberChange> changes)
    {
        foreach (var some in changes.Chunk(1000))
            await database.TransactAsync([.. Aliases.Restore(this, some)]);
    }

    internal Database Database => database;

    /// <summary>What stands in the vendor column: of users the slug, of others also their collection's name.</summary>
    internal string Id => id;

    private IEnumerable<Member> Generated(long after, long before)
    {
        for (var i = after + 1; i < before && Population.At(i) is { } member; i++)
            yield return member;
    }

    // Every failed try means that another one succeeded; so many would mean that the rows contradict each other.
    private static void ThrowWhenTooMany(int tries)
    {
        if (tries >= MaxTries)
            throw new InvalidOperationException($"A member could not be written in {MaxTries} tries.");
    }
}
