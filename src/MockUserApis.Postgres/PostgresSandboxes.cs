using System.Collections.Concurrent;
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
internal sealed class PostgresSandboxes : Sandboxes
{
    private const int MaxCached = 10_000;
    private const long MaxCachedBytes = 256 << 20;
    private const int SweepEvery = 16;

    private static readonly string EntranceQuery = $"""
        SELECT {SandboxRow.Columns}, c.can_write, c.until, nextval('exchange') FROM sandbox s
        LEFT JOIN credential c ON c.vendor = $1 AND c.credential = $2 AND c.sandbox = s.name
        WHERE s.name = ANY(ARRAY['{Default}', $3, (SELECT o.sandbox FROM credential o WHERE o.vendor = $1 AND o.credential = $2)])
        """;

    private readonly ConcurrentDictionary<long, GenerationCache> caches = new();
    private readonly Credentials credentials;
    private readonly PostgresLogins logins;
    private long created;
    private long cached;

    public PostgresSandboxes(Database database, MockOptions options, IReadOnlyList<Vendor> vendors, TimeProvider real)
    {
        (Database, Server, Vendors, Real) = (database, options, vendors, real);
        credentials = new Credentials(options);
        logins = new PostgresLogins(database, options, credentials);
    }

    public Database Database { get; }

    public MockOptions Server { get; }

    public Trims Trims { get; } = new();

    public IReadOnlyList<Vendor> Vendors { get; }

    public TimeProvider Real { get; }

    /// <summary>Makes the default sandbox, and refuses a database that was begun with other options.</summary>
    /// <exception cref="OptionException">It was; the message has the fix.</exception>
    public override async ValueTask StartAsync()
    {
        await MakeAsync();
        await CollectAsync();
        var stored = (await DefaultAsync()).Options;
        var own = DefaultOptions;
        if (stored with { Name = own.Name } != own)
        {
            throw new OptionException(
                $"The database's sandbox \"{Default}\" was made with --seed {stored.Seed} --population "
                    + $"{stored.Population} --profile {stored.Profile.ToString().ToLowerInvariant()} --rate-limits "
                    + $"{(stored.RateLimits ? "on" : "off")}. Start with the same, or give --store another ?schema=NAME."
            );
        }

        await logins.AgreeAsync();
    }

    // Made again when somebody deleted its row: every request reads it.
    public override async ValueTask<Sandbox> DefaultAsync() =>
        await FindAsync(Default) ?? await MakeAsync() ?? (await FindAsync(Default))!;

    public override async ValueTask<IReadOnlyList<Sandbox>> AllAsync()
    {
        var rows = await Database.ReadAsync(
            $"SELECT {SandboxRow.Columns} FROM sandbox s ORDER BY s.created, s.name",
            SandboxRow.From
        );
        return [.. rows.Where(r => !IsOver(r)).Select(r => new PostgresSandbox(this, r))];
    }

    public override async ValueTask<int> CountAsync() =>
        (await Database.ReadAsync("SELECT count(*)::int FROM sandbox", r => r.GetInt32(0)))[0];

    public override bool IsElsewhere => true;

    public override async ValueTask<bool> IsReachableAsync()
    {
        try
        {
            return (await Database.ReadAsync("SELECT 1", _ => true))[0];
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private SandboxOptions DefaultOptions =>
        new(Default, Server.Seed, Server.Population, Server.Profile, Server.RateLimits);

    private ValueTask<Sandbox?> MakeAsync() => CreateAsync(DefaultOptions, null);

    /// <summary>What this node knows of a generation and nobody can change any more.</summary>
    public GenerationCache Cache(long generation)
    {
        if (caches.Count > MaxCached)
            caches.Clear();
        return caches.GetOrAdd(generation, static _ => new GenerationCache());
    }

    /// <summary>Counts what caches hold. When it is too much they begin anew: the database has it all.</summary>
    public void Hold(long bytes)
    {
        if (Interlocked.Add(ref cached, bytes) <= MaxCachedBytes)
            return;
        Interlocked.Exchange(ref cached, 0);
        caches.Clear();
    }

    /// <summary>A look-up key of fixed length for text of any length and content.</summary>
    public static byte[] Digest(string text) => SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()));

    public override async ValueTask<string> NewNameAsync()
    {
        while (true)
        {
            var next = await Database.WriteRelaxedAsync("SELECT nextval('sandbox_name')", r => r.GetInt64(0));
            var name = "s" + next[0].ToString(CultureInfo.InvariantCulture);
            if (await FetchAsync(name) is null)
                return name;
        }
    }

    public async ValueTask<SandboxRow?> FetchAsync(string name) =>
        (
            await Database.ReadAsync(
                $"SELECT {SandboxRow.Columns} FROM sandbox s WHERE s.name = $1",
                SandboxRow.From,
                name
            )
        ).FirstOrDefault();

    public override async ValueTask<Sandbox?> FindAsync(string name)
    {
        if (!IsName(name) || await FetchAsync(name) is not { } row)
            return null;
        if (!IsOver(row))
            return new PostgresSandbox(this, row);
        await DropAsync(name, row.Generation);
        return null;
    }

    public override async ValueTask<Sandbox?> CreateAsync(SandboxOptions wanted, TimeSpan? ttl)
    {
        if (Interlocked.Increment(ref created) % SweepEvery == 0)
            await SweepAsync();
        if (
            await FetchAsync(wanted.Name) is { } taken
            && !(IsOver(taken) && await DropAsync(wanted.Name, taken.Generation))
        )
        {
            return null;
        }

        var now = Real.GetUtcNow();
        var issued = Vendors
            .SelectMany(v => credentials.Of(v, wanted.Name), (v, i) => (v.Slug, Key: Digest(i.Credential), i.CanWrite))
            .ToList();
        if (wanted.Name == Default)
            issued.Add((PostgresLogins.NoVendor, Digest(credentials.Mark), false));
        // A name has one row: of two nodes that make it at once, one changes nothing.
        return await Database.TransactAsync(
            (
                """
                INSERT INTO sandbox (name, world, version, seed, population, profile, limits, created, expires, clock_offset, frozen_at, state, draws, faults)
                VALUES ($1, nextval('world'), 1, $2, $3, $4, $5, $6, $7, 0, NULL, $8, 0, 0) ON CONFLICT (name) DO NOTHING
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
                    SandboxState.EmptyText,
                ]
            ),
            (
                """
                INSERT INTO credential (vendor, credential, sandbox, can_write)
                SELECT k.vendor, k.credential, $1, k.can_write FROM unnest($2::text[], $3::bytea[], $4::boolean[]) AS k(vendor, credential, can_write)
                ON CONFLICT (vendor, credential) DO UPDATE SET sandbox = excluded.sandbox, can_write = excluded.can_write, until = NULL
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
            ? await FindAsync(wanted.Name)
            : null;
    }

    public override async ValueTask SweepAsync()
    {
        var over = await Database.ReadAsync(
            "SELECT name, world FROM sandbox WHERE expires <= $1",
            r => (r.GetString(0), r.GetInt64(1)),
            Real.GetUtcNow().UtcTicks
        );
        foreach (var (name, generation) in over)
            await DropAsync(name, generation);
    }

    public override ValueTask<bool> DropAsync(string name) => DropAsync(name, null);

    // One statement, and of one generation: a sandbox of the same name that is made meanwhile stays, with its
    // credentials.
    private async ValueTask<bool> DropAsync(string name, long? ofGeneration)
    {
        const string drop = """
            WITH dropped AS (DELETE FROM sandbox WHERE name = $1 AND world = coalesce($2::bigint, world) RETURNING name, world), keys AS (DELETE FROM credential WHERE sandbox IN (SELECT name FROM dropped))
            SELECT world FROM dropped
            """;
        if (name == Default)
            return false;
        if (await Database.WriteAsync(drop, r => r.GetInt64(0), name, ofGeneration) is not [var generation])
            return false;
        await ForgetAsync(generation);
        return true;
    }

    /// <summary>Deletes what nobody can reach any more.</summary>
    public async ValueTask ForgetAsync(long generation)
    {
        await Database.WriteRelaxedAsync([
            .. Tables.OfGenerations.Select(t => ($"DELETE FROM {t} WHERE world = $1", new object?[] { generation })),
        ]);
        caches.TryRemove(generation, out _);
    }

    public override async ValueTask<IReadOnlyList<Holding>> HoldingsAsync()
    {
        const string granted = "SELECT count(*) FROM credential WHERE until IS NOT NULL";
        var held = (await Database.ReadAsync(granted, r => r.GetInt64(0)))[0];
        return
        [
            new("sandboxes", await CountAsync(), Server.MaxSandboxes, "--max-sandboxes"),
            new("logins", held, (long)Server.MaxLogins * Server.MaxSandboxes, "--max-logins"),
        ];
    }

    public override ValueTask GrantAsync(Vendor vendor, string credential, Account account) =>
        logins.GrantAsync(vendor, credential, account);

    public override async ValueTask<Account?> OpenAsync(Vendor vendor, string credential) =>
        (await ResolveAsync(vendor, null, credential)).Account;

    public override async ValueTask<Entrance> EnterAsync(Vendor vendor, string? name, string? credential)
    {
        var (named, account, defaultSandbox, id) = await ResolveAsync(vendor, name, credential);
        if (id == 0)
            id = (await Database.WriteRelaxedAsync("SELECT nextval('exchange')", r => r.GetInt64(0)))[0];
        return name is null
            ? new Entrance(account?.Sandbox ?? defaultSandbox, account, id)
            : new Entrance(named, AccountIn(named, account), id);
    }

    // A request that was under way while its generation was reset or dropped wrote for nobody.
    private async ValueTask CollectAsync()
    {
        try
        {
            await Database.WriteRelaxedAsync([
                .. Tables.OfGenerations.Select(t =>
                    ($"DELETE FROM {t} WHERE world NOT IN (SELECT world FROM sandbox)", Array.Empty<object?>())
                ),
            ]);
        }
        catch (StoreUnavailableException)
        {
            // Too much for one command's time: the next start has another.
        }
    }

    private async ValueTask<(Sandbox? Named, Account? Account, Sandbox Default, long ExchangeId)> ResolveAsync(
        Vendor vendor,
        string? name,
        string? credential
    )
    {
        if (name is not null && !IsName(name))
            name = null;
        var rows = await Database.ReadAsync(
            EntranceQuery,
            r =>
                (
                    Sandbox: new PostgresSandbox(this, SandboxRow.From(r)),
                    CanWrite: r.IsDBNull(SandboxRow.Width) ? (bool?)null : r.GetBoolean(SandboxRow.Width),
                    Until: SandboxRow.Instant(r, SandboxRow.Width + 1),
                    ExchangeId: r.GetInt64(SandboxRow.Width + 2)
                ),
            vendor.Slug,
            Digest(credential ?? ""),
            name ?? Default
        );
        var defaultSandbox = rows.Find(r => r.Sandbox.Name == Default).Sandbox ?? await DefaultAsync();
        var named = rows.Find(r => r.Sandbox.Name == name && !IsOver(r.Sandbox)).Sandbox;
        var id = rows.Count > 0 ? rows[0].ExchangeId : 0;
        if (credential is null)
            return (named, null, defaultSandbox, id);
        var (opened, canWrite, until, _) = rows.Find(r => r.CanWrite is not null);
        if (opened is null)
            return (named, AnyAccount(vendor, credential, defaultSandbox), defaultSandbox, id);
        var account = new Account(opened, canWrite!.Value, until);
        return (named, IsOver(opened) || account.IsOver ? null : account, defaultSandbox, id);
    }

    private Account? AnyAccount(Vendor vendor, string credential, Sandbox defaultSandbox) =>
        Server.AnyCredential && vendor.IsWellFormed(credential) ? new Account(defaultSandbox, true) : null;

    private bool IsOver(SandboxRow row) => IsOver(row.Options.Name, row.Expires);

    private bool IsOver(Sandbox sandbox) => IsOver(sandbox.Name, sandbox.Expires);

    // The default one never ends, whatever its row says.
    private bool IsOver(string name, DateTimeOffset? end) => end <= Real.GetUtcNow() && name != Default;
}
