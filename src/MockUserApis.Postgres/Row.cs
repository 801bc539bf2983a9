using MockUserApis.Kernel;
using Npgsql;

namespace MockUserApis.Postgres;

/// <summary>A sandbox as its row tells it, with the faults that are armed; instants are UTC ticks.</summary>
internal sealed record Row(SandboxOptions Options, long World, long Version, DateTimeOffset Created, DateTimeOffset? Expires, TimeSpan ClockOffset, DateTimeOffset? FrozenAt, Cells Cells, string[] Faults)
{
    /// <summary>What <see cref="From"/> reads, in its order, of <c>sandbox s</c>.</summary>
    public const string Columns = """
        s.name, s.seed, s.population, s.profile, s.limits, s.world, s.version, s.created, s.expires, s.clock_offset, s.frozen_at, s.state,
        ARRAY(SELECT f.id || ' ' || coalesce(f.remaining, 0) || ' ' || f.spec FROM fault f WHERE f.world = s.world AND coalesce(f.remaining, 1) > 0 ORDER BY f.id)
        """;

    public const int Width = 13;

    public static Row From(NpgsqlDataReader row) => new(
        new SandboxOptions(row.GetString(0), row.GetInt64(1), row.GetInt64(2), (Profile)row.GetInt16(3), row.GetBoolean(4)),
        row.GetInt64(5), row.GetInt64(6), Instant(row, 7)!.Value, Instant(row, 8), new TimeSpan(row.GetInt64(9)), Instant(row, 10),
        Cells.Parse(row.GetString(11)), row.GetFieldValue<string[]>(12));

    public static DateTimeOffset? Instant(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero);
}
