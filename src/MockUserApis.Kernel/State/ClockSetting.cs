namespace MockUserApis.Kernel.State;

/// <summary>How a sandbox's clock is set: so far from real time, or standing still at an instant.</summary>
public sealed record ClockSetting(TimeSpan Offset, DateTimeOffset? FrozenAt)
{
    public static readonly ClockSetting RealTime = new(TimeSpan.Zero, null);

    /// <summary>A clock that runs stands still at the end of the year 9999.</summary>
    public DateTimeOffset Now(TimeProvider real) => FrozenAt ?? Instants.Later(real.GetUtcNow(), Offset);

    /// <summary>Set anew by the parts that are given, in this order: set, freeze or run on, advance.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It would be out of the years 1 to 9999.</exception>
    public ClockSetting Moved(TimeProvider real, DateTimeOffset? now, bool? freeze, TimeSpan? advance)
    {
        var at = (now ?? Now(real)) + (advance ?? TimeSpan.Zero);
        return freeze ?? FrozenAt is not null
            ? new ClockSetting(TimeSpan.Zero, at)
            : new ClockSetting(at - real.GetUtcNow(), null);
    }
}
