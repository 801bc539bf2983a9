using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

/// <summary>
/// Limits that all nodes share, as <see cref="MeterSql"/> counts them.
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

    private const string SelectMeter = "SELECT lefts, since FROM meter WHERE world = $1 AND vendor = $2";

    // A sandbox that was dropped meanwhile has no clock any more: real time.
    private static readonly string Count = $"""
        WITH box AS (
            SELECT $1::bigint AS world, s.frozen_at, coalesce(s.clock_offset, 0) AS clock_offset, true AS entered
            FROM (SELECT 1) one LEFT JOIN sandbox s ON s.name = $3)
        {MeterSql.Count("$2", 4, "b.entered")}
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
        var counted = await sandbox.Database.WriteRelaxedAsync(
            Count,
            r => MeterRow.From(r, 0),
            [sandbox.Generation, vendor.Slug, sandbox.Name, .. First(limits)]
        );
        return Told(counted[0], now);
    }

    /// <summary>What a request was told.</summary>
    public Allowance Told(MeterRow counted, DateTimeOffset now) =>
        new Meters(Fitting(counted.Lefts, counted.Since)).Tightest(counted.At ?? now, counted.Granted);

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

    /// <summary>As <see cref="MeterSql.Count"/> takes limits, for when this is their first request.</summary>
    public static object?[] First(IReadOnlyList<RateLimit> limits)
    {
        var isGranted = limits.All(l => l.Requests >= 1);
        return
        [
            limits.Select(l => l.Requests).ToArray(),
            limits.Select(l => l.Window?.Ticks ?? 0).ToArray(),
            limits.Select(l => Moderate(l.RefillPerSecond ?? 0)).ToArray(),
            limits.Select(l => (double)l.Requests - (isGranted ? 1 : 0)).ToArray(),
            isGranted,
        ];
    }

    // PostgreSQL refuses to multiply what would overflow or vanish; nobody sees the difference within the years that a
    // clock has.
    private static double Moderate(double refill) => refill < 1e-200 ? 0 : Math.Min(refill, 1e200);

    private LimitState Unused => LimitState.Unused(limits, Enabled);

    // Another request may have changed the limits since this one came in: what is left of those says nothing about
    // these.
    private LimitState Fitting(double[] left, long[] since) =>
        left.Length == limits.Count ? new LimitState(Enabled, limits, left, since) : Unused;
}
