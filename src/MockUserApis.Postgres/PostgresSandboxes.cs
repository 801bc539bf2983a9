using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

/// <summary>
/// Sandboxes that all nodes of a database share. A node keeps nothing that another could change: each request reads its
/// sandbox's row in one round trip, and the objects made of it last as long as the request.
/// </summary>
internal sealed partial class PostgresSandboxes : Sandboxes
{
    private const int SweepEvery = 16;

    // The row of the default sandbox that tells how credentials are issued; no request names this vendor.
    private const string NoVendor = "";

    private readonly Credentials credentials;
    private long created;

    public PostgresSandboxes(Database database, MockOptions options, IReadOnlyList<Vendor> vendors, TimeProvider real)
    {
        (Database, Server, Vendors, Real) = (database, options, vendors, real);
        credentials = new Credentials(options);
        Make();
        Collect();
        var home = Home.Options;
        if (
            (home.Seed, home.Population, home.Profile, home.RateLimits)
            != (options.Seed, options.Population, options.Profile, options.RateLimits)
        )
        {
            throw new OptionException(
                $"The database's sandbox \"{Default}\" was made with --seed {home.Seed} --population "
                    + $"{home.Population} --profile {home.Profile.ToString().ToLowerInvariant()} --rate-limits "
                    + $"{(home.RateLimits ? "on" : "off")}. Start with the same, or give --store another ?schema=NAME."
            );
        }

        AgreeOnCredentials();
    }

    public Database Database { get; }

    public MockOptions Server { get; }

    public Trims Trims { get; } = new();

    public WorldCaches Caches { get; } = new();

    public IReadOnlyList<Vendor> Vendors { get; }

    public TimeProvider Real { get; }

    // Made again when somebody deleted its row: every request reads it.
    public override Sandbox Home => Find(Default) ?? Make() ?? Find(Default)!;

    public override IEnumerable<Sandbox> All =>
        Database
            .Read($"SELECT {Row.Columns} FROM sandbox s ORDER BY s.created, s.name", Row.From)
            .Where(r => !IsOver(r))
            .Select(r => new PostgresSandbox(this, r));

    public override int Count => Database.Read("SELECT count(*)::int FROM sandbox", r => r.GetInt32(0))[0];

    public override bool IsElsewhere => true;

    public override bool IsReachable
    {
        get
        {
            try
            {
                return Database.Read("SELECT 1", _ => true)[0];
            }
            catch (StoreUnavailableException)
            {
                return false;
            }
        }
    }

    private Sandbox? Make() =>
        Create(new SandboxOptions(Default, Server.Seed, Server.Population, Server.Profile, Server.RateLimits), null);

    /// <summary>A look-up key of fixed length for text of any length and content.</summary>
    public static byte[] Digest(string text) => SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()));

    public override string NewName()
    {
        while (true)
        {
            var name =
                "s"
                + Database
                    .WriteRelaxed("SELECT nextval('sandbox_name')", r => r.GetInt64(0))[0]
                    .ToString(CultureInfo.InvariantCulture);
            if (Fetch(name) is null)
                return name;
        }
    }

    public Row? Fetch(string name) =>
        Database.Read($"SELECT {Row.Columns} FROM sandbox s WHERE s.name = $1", Row.From, name).FirstOrDefault();

    public override Sandbox? Find(string name)
    {
        if (!IsName(name) || Fetch(name) is not { } row)
            return null;
        if (!IsOver(row))
            return new PostgresSandbox(this, row);
        Drop(name, row.World);
        return null;
    }

    public override Sandbox? Create(SandboxOptions wanted, TimeSpan? ttl)
    {
        if (Interlocked.Increment(ref created) % SweepEvery == 0)
            Sweep();
        if (Fetch(wanted.Name) is { } taken && !(IsOver(taken) && Drop(wanted.Name, taken.World)))
            return null;
        var now = Real.GetUtcNow();
        var issued = Vendors
            .SelectMany(v => credentials.Of(v, wanted.Name), (v, i) => (v.Slug, Key: Digest(i.Credential), i.CanWrite))
            .ToList();
        if (wanted.Name == Default)
            issued.Add((NoVendor, Digest(credentials.Mark), false));
        // A name has one row: of two nodes that make it at once, one changes nothing.
        return Database.Transact(
            (
                """
                INSERT INTO sandbox (name, world, version, seed, population, profile, limits, created, expires,
                    clock_offset, frozen_at, state, draws, faults)
                VALUES ($1, nextval('world'), 1, $2, $3, $4, $5, $6, $7, 0, NULL, $8, 0, 0)
                ON CONFLICT (name) DO NOTHING
                """,
                1,
                [
                    wanted.Name,
                    wanted.Seed,
                    wanted.Population,
                    (short)wanted.Profile,
                    wanted.RateLimits,
                    now.UtcTicks,
                    ttl is { } t ? Instants.Later(now, t).UtcTicks : null,
                    Cells.EmptyText,
                ]
            ),
            (
                """
                INSERT INTO credential (vendor, credential, sandbox, can_write)
                SELECT k.vendor, k.credential, $1, k.can_write
                FROM unnest($2::text[], $3::bytea[], $4::boolean[]) AS k(vendor, credential, can_write)
                ON CONFLICT (vendor, credential) DO UPDATE
                SET sandbox = excluded.sandbox, can_write = excluded.can_write, until = NULL
                """,
                -1,
                [
                    wanted.Name,
                    issued.Select(i => i.Slug).ToArray(),
                    issued.Select(i => i.Key).ToArray(),
                    issued.Select(i => i.CanWrite).ToArray(),
                ]
            )
        )
            ? Find(wanted.Name)
            : null;
    }

    public override void Sweep()
    {
        foreach (
            var (name, world) in Database.Read(
                "SELECT name, world FROM sandbox WHERE expires <= $1",
                r => (r.GetString(0), r.GetInt64(1)),
                Real.GetUtcNow().UtcTicks
            )
        )
            Drop(name, world);
    }

    public override bool Drop(string name) => Drop(name, null);

    // One statement, and of one world: a sandbox of the same name that is made meanwhile stays, with its credentials.
    private bool Drop(string name, long? ofWorld)
    {
        const string drop = """
            WITH dropped AS (
                DELETE FROM sandbox WHERE name = $1 AND world = coalesce($2::bigint, world) RETURNING name, world),
            keys AS (DELETE FROM credential WHERE sandbox IN (SELECT name FROM dropped))
            SELECT world FROM dropped
            """;
        if (name == Default || Database.Write(drop, r => r.GetInt64(0), name, ofWorld) is not [var world])
            return false;
        Forget(world);
        return true;
    }

    /// <summary>Deletes what nobody can reach any more.</summary>
    public void Forget(long world)
    {
        Database.WriteRelaxed([
            .. Tables.OfWorlds.Select(t => ($"DELETE FROM {t} WHERE world = $1", new object?[] { world })),
        ]);
        Caches.Remove(world);
    }

    public override IEnumerable<Holding> Held
    {
        get
        {
            const string granted = "SELECT count(*) FROM credential WHERE until IS NOT NULL";
            var logins = Database.Read(granted, r => r.GetInt64(0))[0];
            yield return new("sandboxes", Count, Server.MaxSandboxes, "--max-sandboxes");
            yield return new("logins", logins, (long)Server.MaxLogins * Server.MaxSandboxes, "--max-logins");
        }
    }

    // A database of before this row was written issued by the name alone.
    private void AgreeOnCredentials()
    {
        const string query = $"SELECT credential FROM credential WHERE vendor = '{NoVendor}' AND sandbox = '{Default}'";
        var mark =
            Database.Read(query, r => r.GetFieldValue<byte[]>(0)).FirstOrDefault()
            ?? Digest(new Credentials(new MockOptions()).Mark);
        if (mark.AsSpan().SequenceEqual(Digest(credentials.Mark)))
            return;
        throw new OptionException(
            "The database's credentials were issued with another --sandbox-secret or --default-credentials. "
                + "Start with the same, or give --store another ?schema=NAME."
        );
    }

    // A request that was under way while its world was reset or dropped wrote for nobody.
    private void Collect()
    {
        try
        {
            Database.WriteRelaxed([
                .. Tables.OfWorlds.Select(t =>
                    ($"DELETE FROM {t} WHERE world NOT IN (SELECT world FROM sandbox)", Array.Empty<object?>())
                ),
            ]);
        }
        catch (StoreUnavailableException)
        {
            // Too much for one command's time: the next start has another.
        }
    }

    private bool IsOver(Row row) => IsOver(row.Options.Name, row.Expires);

    private bool IsOver(Sandbox sandbox) => IsOver(sandbox.Name, sandbox.Expires);

    // The default one never ends, whatever its row says.
    private bool IsOver(string name, DateTimeOffset? end) => end <= Real.GetUtcNow() && name != Default;
}
