namespace MockUserApis.Kernel.State.Memory;

/// <summary>A clock that is set in this process; what waits by it is woken when it is set anew.</summary>
public sealed class MemoryClock(TimeProvider real) : SandboxClock
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromHours(1);
    private readonly Lock gate = new();
    private volatile ClockSetting setting = ClockSetting.RealTime;
    private TaskCompletionSource moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override bool Frozen => setting.FrozenAt is not null;

    public override DateTimeOffset GetUtcNow() => setting.Now(real);

    public override ValueTask ChangeAsync(DateTimeOffset? now, bool? freeze, TimeSpan? advance)
    {
        lock (gate)
            setting = setting.Moved(real, now, freeze, advance);
        Wake();
        return ValueTask.CompletedTask;
    }

    public override async Task Wait(TimeSpan delay, CancellationToken cancel)
    {
        var (left, at) = (delay, GetUtcNow());
        while (true)
        {
            // Taken before the look at the time, or a move in between would be missed.
            var changed = moved.Task;
            left -= Passed(ref at);
            if (left <= TimeSpan.Zero)
                return;
            if (Frozen)
                await changed.WaitAsync(cancel);
            else
                await Task.WhenAny(changed, Task.Delay(left < MaxWait ? left : MaxWait, real, cancel));
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Back to real time.</summary>
    public void Reset()
    {
        setting = ClockSetting.RealTime;
        Wake();
    }

    private void Wake() =>
        Interlocked.Exchange(ref moved, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
