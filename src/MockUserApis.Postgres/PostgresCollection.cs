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
internal sealed class PostgresCollection(Database database, long world, string id, Population population)
    : Collection(population)
{
    private const int Page = 128;
    private const int MostTries = 1000;

    private readonly MemberRows rows = new(database, world, id, population.Recipe);

    public long World => world;

    // The generated ones, less those of them that are deleted, and those that were added.
    public override long Count =>
        Population.Size
        + database.Read(
            """
            SELECT coalesce(sum(
                CASE WHEN ordinal > $3 THEN 1 ELSE 0 END
                    - CASE WHEN deleted_at IS NOT NULL THEN 1 ELSE 0 END), 0)::bigint
            FROM users WHERE world = $1 AND vendor = $2
            """,
            r => r.GetInt64(0),
            world,
            id,
            Population.Size
        )[0];

    public override IEnumerable<MemberChange> Changes =>
        rows.Where("ORDER BY u.ordinal").Select(r => new MemberChange(r.Ordinal, r.Document, r.DeletedAt, r.Revivable));

    protected override IEnumerable<long> Gone =>
        database.Read(
            "SELECT ordinal FROM users WHERE world = $1 AND vendor = $2 AND deleted_at IS NOT NULL ORDER BY ordinal",
            r => r.GetInt64(0),
            world,
            id
        );

    public override Member? Find(MemberIndex index, string value)
    {
        var (row, generated) = Look(index, value);
        return row is { DeletedAt: null } ? row.Member : generated;
    }

    public override (Member Member, DateTimeOffset DeletedAt)? FindDeleted(string key) =>
        Look(Recipe.Indexes[0], key).Row is { DeletedAt: { } at, Revivable: true } row ? (row.Member, at) : null;

    public override Member? At(long ordinal)
    {
        if (rows.At(ordinal) is { } row)
            return row.DeletedAt is null ? row.Member : null;
        return Population.At(ordinal);
    }

    public override IEnumerable<Member> Scan(long after = 0)
    {
        while (true)
        {
            var found = rows.Where($"AND u.ordinal > $3 ORDER BY u.ordinal LIMIT {Page}", after);
            foreach (var row in found)
            {
                foreach (var member in Generated(after, row.Ordinal))
                    yield return member;
                if (row.DeletedAt is null)
                    yield return row.Member;
                after = row.Ordinal;
            }

            if (found.Count < Page)
                break;
        }

        foreach (var member in Generated(after, long.MaxValue))
            yield return member;
    }

    public override IEnumerable<Member> Changed() => rows.Where("AND u.deleted_at IS NULL").Select(r => r.Member);

    public override long ChangedCount =>
        database.Read("SELECT count(*) FROM users WHERE world = $1 AND vendor = $2", r => r.GetInt64(0), world, id)[0];

    public override bool HasChanged(long ordinal) =>
        database
            .Read(
                "SELECT 1 FROM users WHERE world = $1 AND vendor = $2 AND ordinal = $3",
                _ => true,
                world,
                id,
                ordinal
            )
            .Count > 0;

    public override (Document? Document, Conflict? Conflict) Change(Member member, Func<Document, Document> change)
    {
        for (var (newest, tries) = ((Member?)member, 0); newest is { } before; newest = At(member.Ordinal))
        {
            var after = change(before.Document);
            if (SameKeys(before.Document, after))
            {
                if (Swap(before, after))
                    return (after, null);
            }
            else
            {
                if (ConflictOf(after, member.Ordinal) is { } conflict)
                    return (before.Document, conflict);
                if (Aliases.Transact(this, before, after))
                    return (after, null);
            }

            Patience(++tries);
        }

        return default;
    }

    public override (Member Member, Conflict? Conflict) Add(Func<long, Document> make)
    {
        for (var tries = 0; ; Patience(++tries))
        {
            var last = database.Read(
                "SELECT coalesce(max(ordinal), 0) FROM users WHERE world = $1 AND vendor = $2",
                r => r.GetInt64(0),
                world,
                id
            )[0];
            var ordinal = Math.Max(last, Population.Size) + 1;
            var document = make(ordinal);
            if (ConflictOf(document, ordinal) is { } conflict)
                return (default, conflict);
            if (Aliases.Transact(this, new Member(ordinal, document), document))
                return (new Member(ordinal, document, 1), null);
        }
    }

    public override bool Delete(Member member, DateTimeOffset now, bool revivable)
    {
        var tries = 0;
        for (Member? newest = member; newest is { } before; newest = At(member.Ordinal))
        {
            if (Aliases.Transact(this, before, before.Document, now, revivable))
                return true;
            Patience(++tries);
        }

        return false;
    }

    public override (bool Done, Conflict? Conflict) Revive(Member member, Document document)
    {
        for (var tries = 0; rows.At(member.Ordinal) is { DeletedAt: not null } row; Patience(++tries))
        {
            if (ConflictOf(document, member.Ordinal) is { } conflict)
                return (false, conflict);
            if (Aliases.Transact(this, row.Member, document))
                return (true, null);
        }

        return (false, null);
    }

    public override void Restore(IEnumerable<MemberChange> changes)
    {
        foreach (var some in changes.Chunk(1000))
            database.Transact([.. Aliases.Restore(this, some)]);
    }

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
                [world, id, before.Ordinal, deletedAt?.UtcTicks, revivable, DocumentJson.Write(after)]
            )
            : (
                """
                UPDATE users SET version = version + 1, deleted_at = $4, revivable = $5, doc = $6
                WHERE world = $1 AND vendor = $2 AND ordinal = $3 AND version = $7
                """,
                1,
                [world, id, before.Ordinal, deletedAt?.UtcTicks, revivable, DocumentJson.Write(after), before.Version]
            );

    internal Database Database => database;

    /// <summary>What stands in the vendor column: of users the slug, of others also their collection's name.</summary>
    internal string Id => id;

    private IEnumerable<Member> Generated(long after, long before)
    {
        for (var i = after + 1; i < before && Population.At(i) is { } member; i++)
            yield return member;
    }

    private bool Swap(Member before, Document after) =>
        Put(before, after) is var (sql, expected, values) && database.Write(sql, values) == expected;

    // Every failed try means that another one succeeded; so many would mean that the rows contradict each other.
    private static void Patience(int tries)
    {
        if (tries >= MostTries)
            throw new InvalidOperationException($"A member could not be written in {MostTries} tries.");
    }

    // The row that has the value, and else the generated member that has it and is as it was generated.
    private (MemberRow? Row, Member? Generated) Look(MemberIndex index, string value)
    {
        var likely = Population.Ordinal(index, value) ?? 0;
        var found = rows.Where(
            """
            AND u.ordinal = ANY(ARRAY[$5::bigint, (
                SELECT a.ordinal FROM alias a WHERE a.world = $1 AND a.vendor = $2 AND a.idx = $3 AND a.value = $4)])
            """,
            (short)Recipe.IndexOf(index),
            PostgresSandboxes.Digest(value),
            likely
        );
        var having = found
            .Where(r => Population.Has(r.Document, index, value))
            .OrderBy(r => r.Ordinal == likely)
            .FirstOrDefault();
        return (having, found.Exists(r => r.Ordinal == likely) ? null : Population.Find(index, value));
    }
}
