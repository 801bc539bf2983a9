using MockUserApis.Kernel.State;
using Npgsql;

namespace MockUserApis.Postgres;

/// <summary>A sandbox as its row tells it, with the faults that are armed; instants are UTC ticks.</summary>
internal sealed record SandboxRow(
    SandboxOptions Options,
    long Generation,
    long Version,
    DateTimeOffset Created,
    DateTimeOffset? Expires,
    ClockSetting Clock,
    string State,
    string[] Faults
)
{
    private SandboxState? cells;

    /// <summary>Whether <see cref="SandboxState"/> can be read.</summary>
    public bool IsWhole => (cells ??= SandboxState.Parse(State)) is not null;

    /// <summary>Read when it is asked for: what cannot be read must not fail who only came across it.</summary>
    /// <exception cref="DamagedStateException">It cannot be read.</exception>
    public SandboxState SandboxState =>
        cells ??=
            SandboxState.Parse(State)
            ?? throw new DamagedStateException(
                $"The row of sandbox \"{Options.Name}\" cannot be read. "
                    + $"POST /_mock/sandboxes/{Options.Name}/reset empties it."
            );

    /// <summary>What <see cref="From"/> reads, in its order, of <c>sandbox s</c>.</summary>
    public const string Columns = """
        s.name, s.seed, s.population, s.profile, s.limits, s.world, s.version, s.created, s.expires,
        s.clock_offset, s.frozen_at, s.state,
        ARRAY(
            SELECT f.id || ' ' || coalesce(f.remaining, 0) || ' ' || f.spec FROM fault f
            WHERE f.world = s.world AND coalesce(f.remaining, 1) > 0 ORDER BY f.id)
        """;

    /// <summary>The same of a query <c>b</c> that calls the last one <c>faults</c>.</summary>
    public const string Names = """
        b.name, b.seed, b.population, b.profile, b.limits, b.world, b.version, b.created, b.expires,
        b.clock_offset, b.frozen_at, b.state, b.faults
        """;

    public const int Width = 13;

    public static SandboxRow From(NpgsqlDataReader row) =>
        new(
            new SandboxOptions(
                row.GetString(0),
                row.GetInt64(1),
                Math.Max(0, row.GetInt64(2)),
                ProfileOf(row.GetInt16(3)),
                row.GetBoolean(4)
            ),
            row.GetInt64(5),
            row.GetInt64(6),
            Instant(row, 7)!.Value,
            Instant(row, 8),
            new ClockSetting(new TimeSpan(row.GetInt64(9)), Instant(row, 10)),
            row.GetString(11),
            row.GetFieldValue<string[]>(12)
        );

    public static DateTimeOffset? Instant(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : Instants.OfTicks(row.GetInt64(column));

    private static Profile ProfileOf(short number) =>
        number == (short)Profile.Lenient ? Profile.Lenient : Profile.Strict;
}
