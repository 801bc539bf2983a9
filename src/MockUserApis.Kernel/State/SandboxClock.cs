namespace MockUserApis.Kernel.State;

/// <summary>A sandbox's time: real time, shifted or standing still. Limits, stamps and windows read it.</summary>
public abstract class SandboxClock : TimeProvider
{
    public abstract bool Frozen { get; }

    /// <summary>Applies the parts that are given, in this order: set, freeze or run on, advance.</summary>
    public abstract ValueTask ChangeAsync(DateTimeOffset? now, bool? freeze, TimeSpan? advance);

    /// <summary>
    /// Waits for a fault's delay. Running clock: real time, because a client's time-out is real. Frozen clock: until it
    /// was advanced by the delay, so that a test decides when the answer comes.
    /// </summary>
    public abstract Task Wait(TimeSpan delay, CancellationToken cancel);

    /// <summary>
    /// Time since the last call. A clock that is set back gives none back: a wait would last for days. At the end of
    /// time no time will ever pass, so that every wait is over.
    /// </summary>
    protected TimeSpan Passed(ref DateTimeOffset at)
    {
        var (before, now) = (at, GetUtcNow());
        at = now;
        if (now == DateTimeOffset.MaxValue)
            return TimeSpan.MaxValue;
        if (now > before)
            return now - before;
        return TimeSpan.Zero;
    }
}
