using MockUserApis.Kernel.State;

namespace MockUserApis.Postgres;

/// <summary>How a sandbox begins and ends.</summary>
internal sealed partial class PostgresSandboxes
{
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
                INSERT INTO sandbox (
                    name, world, version, seed, population, profile, limits, created, expires,
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
                    SandboxState.EmptyText,
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
            WITH dropped AS (
                DELETE FROM sandbox WHERE name = $1 AND world = coalesce($2::bigint, world) RETURNING name, world),
            keys AS (DELETE FROM credential WHERE sandbox IN (SELECT name FROM dropped))
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
}
