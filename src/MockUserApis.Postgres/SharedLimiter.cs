using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

/// <summary>
/// A limit that all nodes share. One UPDATE counts a request, under the row's lock and on the database's time, so that
/// nodes together let through what one would. The arithmetic is <see cref="RateLimiter"/>'s.
/// </summary>
internal sealed class SharedLimiter(SharedSandbox sandbox, Vendor vendor, IReadOnlyList<RateLimit> limits, bool enabled) : RateLimiter(limits, enabled)
{
    /// <summary>Puts a vendor's meters into the world of <c>changed</c>; parameters from $4 on as <see cref="Row"/> gives them.</summary>
    public const string Put = $"""
        INSERT INTO meter (world, vendor, requests, windows, refills, lefts, since, granted, at) SELECT world, $4, $5, $6, $7, $8, $9, true, 0 FROM changed
        ON CONFLICT (world, vendor) DO UPDATE SET requests = excluded.requests, windows = excluded.windows, refills = excluded.refills, lefts = excluded.lefts, since = excluded.since
        RETURNING world
        """;

    // A time up to a second back is one that another request overtook; more is a clock that was set back. A sandbox that was
    // dropped meanwhile has no clock any more: real time.
    private const string Count = """
        UPDATE meter m SET (lefts, since, granted, at) = (
            SELECT coalesce(array_agg(t.l - CASE WHEN t.ok THEN 1 ELSE 0 END ORDER BY t.n), '{}'), coalesce(array_agg(t.s ORDER BY t.n), '{}'), coalesce(bool_and(t.ok), true), coalesce(max(t.now), 0)
            FROM (
                SELECT a.n, a.l, a.s, a.now, bool_and(a.l >= 1) OVER () AS ok
                FROM (
                    SELECT k.n, c.now,
                        CASE WHEN k.w > 0 THEN CASE WHEN c.now - k.s >= k.w OR c.now < k.s - 10000000 THEN k.q ELSE k.l END
                             WHEN c.now > k.s THEN least(k.q, k.l + (c.now - k.s)::float8 / 1e7::float8 * k.f) ELSE k.l END AS l,
                        CASE WHEN k.w > 0 THEN CASE WHEN c.now - k.s >= k.w OR c.now < k.s - 10000000 THEN c.now ELSE k.s END
                             WHEN c.now > k.s - 10000000 THEN greatest(c.now, k.s) ELSE c.now END AS s
                    FROM unnest(m.requests, m.windows, m.refills, m.lefts, m.since) WITH ORDINALITY AS k(q, w, f, l, s, n),
                        (SELECT coalesce((SELECT coalesce(b.frozen_at, r.now + b.clock_offset) FROM sandbox b WHERE b.name = $3), r.now) AS now
                         FROM (SELECT (extract(epoch FROM clock_timestamp()) * 10000000)::bigint + 621355968000000000 AS now) r) c
                ) a
            ) t)
        WHERE m.world = $1 AND m.vendor = $2 RETURNING m.granted, m.at, m.lefts, m.since
        """;

    public override (double[] Left, long[] Since) State
    {
        get
        {
            Load();
            return base.State;
        }
    }

    public override Allowance Take(DateTimeOffset now)
    {
        if (!Enabled) return base.Take(now);
        while (true)
        {
            var taken = sandbox.Database.WriteRelaxed(Count, r => (r.GetBoolean(0), Postgres.Row.Instant(r, 1), (r.GetFieldValue<double[]>(2), r.GetFieldValue<long[]>(3))), sandbox.World, vendor.Slug, sandbox.Name);
            if (taken is [var (granted, at, state)])
            {
                Follow(state);
                return Tightest(at ?? now, granted);
            }

            // Nobody has counted yet in this world.
            sandbox.Database.WriteRelaxed(("INSERT INTO meter (world, vendor, requests, windows, refills, lefts, since, granted, at) VALUES ($1, $2, $3, $4, $5, $6, $7, true, 0) ON CONFLICT DO NOTHING", [sandbox.World, .. Row(vendor, Limits, base.State)]));
        }
    }

    public override Allowance Peek(DateTimeOffset now)
    {
        Load();
        return base.Peek(now);
    }

    /// <summary>Vendor, requests, windows (ticks; 0: a bucket), refills, what is left, since when.</summary>
    public static object?[] Row(Vendor vendor, IReadOnlyList<RateLimit> limits, (double[] Left, long[] Since) state) =>
        [vendor.Slug, limits.Select(l => l.Requests).ToArray(), limits.Select(l => l.Window?.Ticks ?? 0).ToArray(), limits.Select(l => Moderate(l.RefillPerSecond ?? 0)).ToArray(), state.Left, state.Since];

    // PostgreSQL refuses to multiply what would overflow or vanish; nobody sees the difference within the years that a clock has.
    private static double Moderate(double refill) => refill < 1e-200 ? 0 : Math.Min(refill, 1e200);

    private void Load()
    {
        foreach (var state in sandbox.Database.Read("SELECT lefts, since FROM meter WHERE world = $1 AND vendor = $2", r => (r.GetFieldValue<double[]>(0), r.GetFieldValue<long[]>(1)), sandbox.World, vendor.Slug)) Follow(state);
    }

    // Another request may have changed the limits since this one came in: what is left of those says nothing about these.
    private void Follow((double[] Left, long[] Since) state)
    {
        if (state.Left.Length == Limits.Count) Load(state);
    }
}
