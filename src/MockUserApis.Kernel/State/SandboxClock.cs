namespace MockUserApis.Kernel.State;

/// <summary>A sandbox's time: real time, shifted or standing still. Limits, stamps and windows read it.</summary>
public class SandboxClock(TimeProvider real) : TimeProvider
{
    protected sealed record Hands(TimeSpan Offset, DateTimeOffset? FrozenAt);

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private readonly Lock gate = new();
    private volatile Hands hands = new(TimeSpan.Zero, null);
    private TaskCompletionSource moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool Frozen => hands.FrozenAt is not null;

    /// <summary>A clock that runs stands still at the end of the year 9999.</summary>
    public override DateTimeOffset GetUtcNow() =>
        hands is { FrozenAt: { } at } ? at : Instants.Later(real.GetUtcNow(), hands.Offset);

    /// <summary>Applies the parts that are given, in this order: set, freeze or run on, advance.</summary>
    public virtual void Change(DateTimeOffset? now, bool? freeze, TimeSpan? advance)
    {
        lock (gate) hands = Moved(now, freeze, advance);
        Wake();
    }

    /// <summary>Where the hands would be after such a change.</summary>
    protected Hands Moved(DateTimeOffset? now, bool? freeze, TimeSpan? advance)
    {
        var at = (now ?? GetUtcNow()) + (advance ?? TimeSpan.Zero);
        return (freeze ?? Frozen) ? new Hands(TimeSpan.Zero, at) : new Hands(at - real.GetUtcNow(), null);
    }

    protected void Set(Hands moved) => hands = moved;

    /// <summary>
    /// Waits for a fault's delay. Running clock: real time, because a client's time-out is real. Frozen clock: until it
    /// was advanced by the delay, so that a test decides when the answer comes.
    /// </summary>
    public virtual async Task Wait(TimeSpan delay, CancellationToken cancel)
    {
        var (left, at) = (delay, GetUtcNow());
        while (true)
        {
            // Taken before the look at the time, or a move in between would be missed.
            var changed = moved.Task;
            left -= Passed(ref at);
            if (left <= TimeSpan.Zero) return;
            if (Frozen) await changed.WaitAsync(cancel);
            else await Task.WhenAny(changed, Task.Delay(left < Longest ? left : Longest, real, cancel));
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <summary>
    /// Time since the last look. A clock that is set back gives none back: who waits would wait for days. At the end of
    /// time no time will ever pass, so that every wait is over.
    /// </summary>
    protected TimeSpan Passed(ref DateTimeOffset at)
    {
        var (before, now) = (at, GetUtcNow());
        at = now;
        return now == DateTimeOffset.MaxValue ? TimeSpan.MaxValue : now > before ? now - before : TimeSpan.Zero;
    }

    public virtual void Reset()
    {
        hands = new Hands(TimeSpan.Zero, null);
        Wake();
    }

    private void Wake() => Interlocked.Exchange(ref moved, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
