using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

/// <summary>
/// Limits that all nodes share. One UPDATE counts a request, under the row's lock and on the database's time, so that
/// nodes together let through what one would. The arithmetic is that of <see cref="Meters"/>.
/// </summary>
internal sealed class PostgresLimiter(
    PostgresSandbox sandbox,
    Vendor vendor,
    IReadOnlyList<RateLimit> limits,
    bool enabled
) : RateLimiter
{
    /// <summary>
    /// Puts a vendor's limits into the generation of <c>changed</c>; parameters from $4 on as <see cref="Values"/>
    /// gives them.
    /// </summary>
    public const string Put = """
        INSERT INTO meter (world, vendor, requests, windows, refills, lefts, since, granted, at)
        SELECT world, $4, $5, $6, $7, $8, $9, true, 0 FROM changed
        ON CONFLICT (world, vendor) DO UPDATE SET requests = excluded.requests, windows = excluded.windows,
            refills = excluded.refills, lefts = excluded.lefts, since = excluded.since
        RETURNING world
        """;

    private const string Begin = """
        INSERT INTO meter (world, vendor, requests, windows, refills, lefts, since, granted, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, true, 0) ON CONFLICT DO NOTHING
        """;

    private const string SelectMeter = "SELECT lefts, since FROM meter WHERE world = $1 AND vendor = $2";

    // Time is counted in ticks of 100 ns from year 1; the Unix epoch is tick 621355968000000000. A time up to a second
    // (10000000 ticks) back is one that another request overtook; more is a clock that was set back. A sandbox that was
    // dropped meanwhile has no clock any more: real time. A limit without a length is a bucket that fills up; one with
    // it is a window, which opens with the first request after the last one ended.
    private const string Count = """
        UPDATE meter m SET (lefts, since, granted, at) = (
            SELECT coalesce(
                    array_agg(one.remaining - CASE WHEN one.fits_all THEN 1 ELSE 0 END ORDER BY one.place), '{}'),
                coalesce(array_agg(one.counts_from ORDER BY one.place), '{}'),
                coalesce(bool_and(one.fits_all), true),
                coalesce(max(one.tick), 0)
            FROM (
                SELECT advanced.*, bool_and(advanced.remaining >= 1) OVER () AS fits_all
                FROM (
                    SELECT stored.place, clock.tick,
                        CASE
                            WHEN stored.length > 0 AND (clock.tick - stored.counts_from >= stored.length
                                OR clock.tick < stored.counts_from - 10000000) THEN stored.requests
                            WHEN stored.length > 0 THEN stored.remaining
                            WHEN clock.tick > stored.counts_from THEN least(stored.requests, stored.remaining
                                + (clock.tick - stored.counts_from)::float8 / 1e7::float8 * stored.refill)
                            ELSE stored.remaining
                        END AS remaining,
                        CASE
                            WHEN stored.length > 0 AND (clock.tick - stored.counts_from >= stored.length
                                OR clock.tick < stored.counts_from - 10000000) THEN clock.tick
                            WHEN stored.length > 0 THEN stored.counts_from
                            WHEN clock.tick > stored.counts_from - 10000000
                                THEN greatest(clock.tick, stored.counts_from)
                            ELSE clock.tick
                        END AS counts_from
                    FROM unnest(m.requests, m.windows, m.refills, m.lefts, m.since)
                            WITH ORDINALITY AS stored(requests, length, refill, remaining, counts_from, place),
                        (SELECT coalesce((SELECT coalesce(box.frozen_at, real.tick + box.clock_offset)
                                          FROM sandbox box WHERE box.name = $3), real.tick) AS tick
                         FROM (SELECT (extract(epoch FROM clock_timestamp()) * 10000000)::bigint
                                      + 621355968000000000 AS tick) real) clock
                ) advanced
            ) one)
        WHERE m.world = $1 AND m.vendor = $2 RETURNING m.granted, m.at, m.lefts, m.since
        """;

    public override bool Enabled => enabled && limits.Count > 0;

    public override IReadOnlyList<RateLimit> Limits => limits;

    public override async ValueTask<LimitState> StateAsync()
    {
        var stored = await sandbox.Database.ReadAsync(
            SelectMeter,
            r => (r.GetFieldValue<double[]>(0), r.GetFieldValue<long[]>(1)),
            sandbox.Generation,
            vendor.Slug
        );
        return stored is [var (left, since)] ? Fitting(left, since) : Unused;
    }

    public override ValueTask<Allowance> TakeAsync(DateTimeOffset now) =>
        Enabled ? CountAsync(now) : new(Allowance.WithoutLimit(now));

    private async ValueTask<Allowance> CountAsync(DateTimeOffset now)
    {
        while (true)
        {
            var taken = await sandbox.Database.WriteRelaxedAsync(
                Count,
                r =>
                    (
                        r.GetBoolean(0),
                        SandboxRow.Instant(r, 1),
                        r.GetFieldValue<double[]>(2),
                        r.GetFieldValue<long[]>(3)
                    ),
                sandbox.Generation,
                vendor.Slug,
                sandbox.Name
            );
            if (taken is [var (granted, at, left, since)])
            {
                return new Meters(Fitting(left, since)).Tightest(at ?? now, granted);
            }

            // Nobody has counted yet in this generation.
            await sandbox.Database.WriteRelaxedAsync((Begin, [sandbox.Generation, .. Values(vendor, Unused)]));
        }
    }

    public override async ValueTask<Allowance> PeekAsync(DateTimeOffset now) =>
        limits.Count == 0 ? Allowance.WithoutLimit(now) : new Meters(await StateAsync()).Peek(now);

    /// <summary>Vendor, requests, windows (ticks; 0: a bucket), refills, what is left, since when.</summary>
    public static object?[] Values(Vendor vendor, LimitState state) =>
        [
            vendor.Slug,
            state.Limits.Select(l => l.Requests).ToArray(),
            state.Limits.Select(l => l.Window?.Ticks ?? 0).ToArray(),
            state.Limits.Select(l => Moderate(l.RefillPerSecond ?? 0)).ToArray(),
            state.Left,
            state.Since,
        ];

    // PostgreSQL refuses to multiply what would overflow or vanish; nobody sees the difference within the years that a
    // clock has.
    private static double Moderate(double refill) => refill < 1e-200 ? 0 : Math.Min(refill, 1e200);

    private LimitState Unused => LimitState.Unused(limits, Enabled);

    // Another request may have changed the limits since this one came in: what is left of those says nothing about
    // these.
    private LimitState Fitting(double[] left, long[] since) =>
        left.Length == limits.Count ? new LimitState(Enabled, limits, left, since) : Unused;
}
