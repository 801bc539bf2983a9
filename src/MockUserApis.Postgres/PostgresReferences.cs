using System.Text;
using MockUserApis.Kernel.State;

namespace MockUserApis.Postgres;

/// <summary>
/// Shared names, which only ever grow in one order: a node holds the beginning of the list and reads on when a name is
/// not in it. A node that adds one must have read all before it, because the next place is a primary key.
/// </summary>
/// <param name="names">What this node holds of them.</param>
/// <param name="held">Told how many bytes of names were read.</param>
internal sealed class PostgresReferences(
    Database database,
    long generation,
    string vendor,
    string kind,
    NameList names,
    Action<long> held
) : References
{
    private readonly Lock gate = new();
    private int read;

    public override async ValueTask<IReadOnlyList<string>> AddedAsync()
    {
        await ReadOnAsync();
        lock (gate)
            return names.Added;
    }

    public override async ValueTask<SharedName> GetAsync(string name)
    {
        while (true)
        {
            if (FindKnown(name) is { } found)
                return found;
            if (await ReadOnAsync())
                continue;
            int place;
            lock (gate)
            {
                names.MakeSure(name);
                place = read;
            }

            if (!await PutAsync(database, generation, vendor, kind, place, [name]))
                continue;
            await ReadOnAsync();
            // Of a generation that was reset meanwhile the name may be gone again: any id will do.
            lock (gate)
                return new SharedName(names.Add(name), name, IsNew: true);
        }
    }

    public override async ValueTask<SharedName?> FindAsync(string name)
    {
        if (FindKnown(name) is { } found)
            return found;
        await ReadOnAsync();
        return FindKnown(name);
    }

    public override async ValueTask<SharedName?> AtAsync(long id)
    {
        if (FindKnown(id) is { } found)
            return found;
        await ReadOnAsync();
        return FindKnown(id);
    }

    public override async ValueTask<IReadOnlyList<string>> AllAsync()
    {
        await ReadOnAsync();
        lock (gate)
            return names.All;
    }

    /// <summary>False when another node was first.</summary>
    public static async ValueTask<bool> PutAsync(
        Database database,
        long generation,
        string vendor,
        string kind,
        int place,
        IReadOnlyList<string> names
    ) =>
        names.Count == 0
        || await database.WriteAsync(
            """
            INSERT INTO reference (world, vendor, kind, place, name)
            SELECT $1, $2, $3, $4 + k.n::int - 1, k.name FROM unnest($5::bytea[]) WITH ORDINALITY AS k(name, n)
            ON CONFLICT DO NOTHING
            """,
            generation,
            vendor,
            kind,
            place,
            names.Select(Encoding.UTF8.GetBytes).ToArray()
        ) == names.Count;

    private SharedName? FindKnown(string name)
    {
        lock (gate)
            return names.Find(name);
    }

    private SharedName? FindKnown(long id)
    {
        lock (gate)
            return names.At(id);
    }

    // Two at once read the same: a name that is in the list stays where it is.
    private async ValueTask<bool> ReadOnAsync()
    {
        var more = await database.ReadAsync(
            """
            SELECT place, name FROM reference
            WHERE world = $1 AND vendor = $2 AND kind = $3 AND place >= $4 ORDER BY place
            """,
            r => (Place: r.GetInt32(0), Name: Encoding.UTF8.GetString(r.GetFieldValue<byte[]>(1))),
            generation,
            vendor,
            kind,
            Volatile.Read(ref read)
        );
        if (more.Count == 0)
            return false;
        var bytes = 0L;
        lock (gate)
        {
            foreach (var (_, name) in more)
            {
                if (names.Find(name) is null)
                    bytes += Quota.SizeOf(name);
                names.Add(name);
            }

            // Behind the last one, whatever the places before it: one by one, a far place would take as many turns.
            read = Math.Max(read, more[^1].Place + 1);
        }

        held(bytes);
        return true;
    }
}
