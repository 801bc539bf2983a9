using System.Text;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

/// <summary>
/// A sandbox as it was when its row was read; what is asked of it after that is asked of the database.
/// </summary>
internal sealed class PostgresSandbox : Sandbox
{
    private readonly PostgresSandboxes all;
    private PostgresCollection? latest;
    private SandboxRow row;

    public PostgresSandbox(PostgresSandboxes all, SandboxRow row)
        : base(row.Options, row.Created)
    {
        (this.all, this.row) = (all, row);
        Expires = row.Expires;
        Journal = new PostgresJournal(this);
        Faults = new PostgresFaults(this);
        Clock = new PostgresClock(this, all.Real);
    }

    public PostgresSandboxes All => all;

    public Database Database => all.Database;

    public SandboxRow Row => row;

    public long Generation => row.Generation;

    public override SandboxClock Clock { get; }

    public override Journal Journal { get; }

    public override FaultPlan Faults { get; }

    public override PactUndo PactUndo => new PostgresPactUndo(this);

    // Most requests have one collection; a request that goes through all of them needs each once.
    public override PostgresCollection Collection(Vendor vendor, Recipe recipe)
    {
        var id = vendor.CollectionId(recipe);
        if (latest is { } known && known.Generation == Generation && known.Id == id)
            return known;
        var population = Population.Of(vendor, recipe, Seed, Options.Population);
        return latest = new PostgresCollection(Database, Generation, id, population);
    }

    public override PostgresLimiter Limiter(Vendor vendor) =>
        row.SandboxState.Limits.TryGetValue(vendor.Slug, out var set)
            ? new PostgresLimiter(this, vendor, set.Limits, set.Enabled)
            : new PostgresLimiter(this, vendor, vendor.Limits, Options.RateLimits);

    public override ValueTask LimitAsync(Vendor vendor, LimitState limits)
    {
        var cell = new StoredLimits(limits.Enabled, limits.Limits);
        return AlterAsync(
            cells => cells with { Limits = SandboxState.With(cells.Limits, vendor.Slug, cell) },
            PostgresLimiter.Put,
            PostgresLimiter.Values(vendor, limits)
        );
    }

    public override References References(
        Vendor vendor,
        string kind,
        long firstId,
        IReadOnlyList<string> known,
        IEqualityComparer<string>? same = null
    ) =>
        all.Cache(Generation)
            .References.GetOrAdd(
                (vendor.Slug, kind),
                key => new PostgresReferences(
                    Database,
                    Generation,
                    key.Vendor,
                    kind,
                    new NameList(firstId, known, same),
                    all.Hold
                )
            );

    public override async ValueTask<IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>>> NamesOfAsync(
        Vendor vendor
    )
    {
        var names = await Database.ReadAsync(
            "SELECT kind, name FROM reference WHERE world = $1 AND vendor = $2 ORDER BY kind, place",
            r => (Kind: r.GetString(0), Name: Encoding.UTF8.GetString(r.GetFieldValue<byte[]>(1))),
            Generation,
            vendor.Slug
        );
        return
        [
            .. names
                .GroupBy(n => n.Kind, n => n.Name)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => KeyValuePair.Create(g.Key, (IReadOnlyList<string>)[.. g])),
        ];
    }

    public override async ValueTask RememberAsync(Vendor vendor, string kind, IReadOnlyList<string> names) =>
        await PostgresReferences.PutAsync(Database, Generation, vendor.Slug, kind, 0, names);

    public override ValueTask SetAsync(Vendor vendor, string setting, string choice) =>
        AlterAsync(cells =>
            cells with
            {
                Settings = SandboxState.With(cells.Settings, vendor.Slug + "/" + setting, choice),
            }
        );

    public override ValueTask AlterAsync(Vendor vendor, Setting setting, Func<string, string> change)
    {
        var key = vendor.Slug + "/" + setting.Name;
        return AlterAsync(cells =>
            cells with
            {
                Settings = SandboxState.With(
                    cells.Settings,
                    key,
                    change(cells.Settings.GetValueOrDefault(key) ?? setting.Default)
                ),
            }
        );
    }

    public override Coverage Coverage(Vendor vendor, VendorContract contract) =>
        all.Cache(Generation).Coverage.GetOrAdd(contract, c => new PostgresCoverage(Database, Generation, c));

    /// <summary>What this node believed to have sent of a contract's coverage did not arrive.</summary>
    public void Forget(VendorContract contract) => all.Cache(Generation).Coverage.TryRemove(contract, out _);

    public override bool IsRevoked(Vendor vendor) => row.SandboxState.Revoked.Contains(vendor.Slug);

    public override ValueTask RevokeAsync(Vendor vendor, bool revoked) =>
        AlterAsync(cells =>
            cells with
            {
                Revoked = [.. cells.Revoked.Where(r => r != vendor.Slug), .. revoked ? (string[])[vendor.Slug] : []],
            }
        );

    public override async ValueTask ResetAsync()
    {
        var old = await Database.WriteAsync(
            """
            WITH withdrawn AS (DELETE FROM credential WHERE sandbox = $1 AND until IS NOT NULL)
            UPDATE sandbox
            SET world = nextval('world'), version = sandbox.version + 1, clock_offset = 0, frozen_at = NULL,
                state = $2, draws = 0, faults = 0
            FROM (SELECT world FROM sandbox WHERE name = $1 FOR UPDATE) o WHERE name = $1 RETURNING o.world
            """,
            r => r.GetInt64(0),
            Name,
            SandboxState.EmptyText
        );
        foreach (var generation in old)
            await all.ForgetAsync(generation);
        await RefreshAsync();
    }

    /// <summary>Reads the row again; false when the sandbox is gone.</summary>
    public async ValueTask<bool> RefreshAsync()
    {
        if (await all.FetchAsync(Name) is not { } newest)
            return false;
        row = newest;
        return true;
    }

    /// <summary>
    /// Changes the row by compare-and-set on its version, with what belongs to it in the same statement.
    /// </summary>
    /// <param name="assignments">SQL, of parameters from $3 on.</param>
    public async ValueTask AlterAsync(
        string assignments,
        Func<SandboxRow, object?[]> values,
        string also = "SELECT world FROM changed",
        params object?[] alsoValues
    )
    {
        do
        {
            object?[] all = [Name, row.Version, .. values(row), .. alsoValues];
            var changed = await Database.WriteAsync(
                $"""
                WITH changed AS (UPDATE sandbox SET version = version + 1, {assignments}
                    WHERE name = $1 AND version = $2 RETURNING world) {also}
                """,
                r => r.GetInt64(0),
                all
            );
            if (changed.Count > 0)
            {
                await RefreshAsync();
                return;
            }
        } while (await RefreshAsync());
    }

    protected override string? Chosen(Vendor vendor, string setting) =>
        row.SandboxState.Settings.GetValueOrDefault(vendor.Slug + "/" + setting);

    private ValueTask AlterAsync(
        Func<SandboxState, SandboxState> change,
        string also = "SELECT world FROM changed",
        params object?[] values
    ) => AlterAsync("state = $3", r => [change(r.SandboxState).Text], also, values);
}
