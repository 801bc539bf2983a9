using System.Collections.Concurrent;
using System.Collections.Frozen;
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
    private const int MaxCached = 10_000;
    private const long MaxCachedBytes = 256 << 20;
    private const int SweepEvery = 16;

    private readonly ConcurrentDictionary<long, GenerationCache> caches = new();
    private readonly Credentials credentials;
    private readonly PostgresLogins logins;
    private readonly FrozenDictionary<Vendor, object?[]> firsts;
    private long created;
    private long cached;

    public PostgresSandboxes(Database database, MockOptions options, IReadOnlyList<Vendor> vendors, TimeProvider real)
    {
        (Database, Server, Vendors, Real) = (database, options, vendors, real);
        credentials = new Credentials(options);
        guesses = new Guesses(options);
        arrivals = new(ArriveAsync);
        firsts = vendors.ToFrozenDictionary(v => v, v => PostgresLimiter.First(v.Limits));
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
                    + $"{(stored.RateLimits ? "on" : "off")}. "
                    + "Start with the same, or give --store another ?schema=NAME."
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

    private bool IsOver(SandboxRow row) => IsOver(row.Options.Name, row.Expires);

    private bool IsOver(Sandbox sandbox) => IsOver(sandbox.Name, sandbox.Expires);

    // The default one never ends, whatever its row says.
    private bool IsOver(string name, DateTimeOffset? end) => end <= Real.GetUtcNow() && name != Default;
}
