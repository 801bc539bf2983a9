namespace MockUserApis.Postgres;

/// <summary>
/// Counts a request against a vendor's limits in one statement, under the row's lock and on the database's time, so
/// that nodes together let through what one would. The arithmetic is that of Meters.
/// </summary>
internal static class MeterSql
{
    /// <summary>How many parameters <see cref="Count"/> takes.</summary>
    public const int Parameters = 5;

    /// <summary>What it returns.</summary>
    public const string Columns = "m.granted, m.at, m.lefts, m.since";

    public const string NoColumns = "NULL, NULL, NULL, NULL";

    /// <summary>
    /// The statement. It counts in the boxes <c>b</c> (world, clock_offset, frozen_at, entered) of <c>box</c> that a
    /// condition picks: one, at most. Parameters: of each limit the requests, window (ticks; 0: a bucket), refill, what
    /// the first request leaves; whether it is let through.
    /// </summary>
    public static string Count(string vendor, int first, string condition) =>
        $"""
            INSERT INTO meter AS m (world, vendor, requests, windows, refills, lefts, since, granted, at)
            SELECT b.world, {vendor}, ${first}::bigint[], ${first + 1}::bigint[], ${first + 2}::float8[],
                ${first + 3}::float8[], array_fill({Tick}, ARRAY[cardinality(${first}::bigint[])]),
                ${first + 4}::boolean, {Tick}
            FROM box b WHERE {condition}
            ON CONFLICT (world, vendor) DO UPDATE SET (lefts, since, granted, at) = ({Next})
            RETURNING {Columns}
            """;

    // Time is counted in ticks of 100 ns from year 1; the Unix epoch is tick 621355968000000000.
    private const string Tick = """
        coalesce(b.frozen_at,
            (extract(epoch FROM clock_timestamp()) * 10000000)::bigint + 621355968000000000 + b.clock_offset)
        """;

    // A time up to a second (10000000 ticks) back is one that another request overtook; more is a clock that was set
    // back. A limit without a length is a bucket that fills up; one with it is a window, which opens with the first
    // request after the last one ended.
    private const string Next = $"""
        SELECT coalesce(array_agg(one.remaining - CASE WHEN one.fits_all THEN 1 ELSE 0 END ORDER BY one.place),
                ARRAY[]::float8[]),
            coalesce(array_agg(one.counts_from ORDER BY one.place), ARRAY[]::bigint[]),
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
                    (SELECT {Tick} AS tick FROM box b WHERE b.entered) clock
            ) advanced
        ) one
        """;
}
