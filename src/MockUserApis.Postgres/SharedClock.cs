using MockUserApis.Kernel.State;

namespace MockUserApis.Postgres;

/// <summary>A sandbox's hands, as its row has them, on this node's time: nodes keep theirs together by NTP.</summary>
internal sealed class SharedClock(TimeProvider real) : SandboxClock(real)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private readonly TimeProvider real = real;
    private SharedSandbox sandbox = null!;

    public void Follow(SharedSandbox owner)
    {
        sandbox = owner;
        Set(new Hands(owner.Row.ClockOffset, owner.Row.FrozenAt));
    }

    public override void Change(DateTimeOffset? now, bool? freeze, TimeSpan? advance) => sandbox.Alter("clock_offset = $3, frozen_at = $4", _ =>
    {
        var moved = Moved(now, freeze, advance);
        return [moved.Offset.Ticks, moved.FrozenAt?.UtcTicks];
    });

    public override void Reset() => sandbox.Alter("clock_offset = $3, frozen_at = $4", _ => [0L, null]);

    /// <summary>Another node may move the hands: a wait looks at them every 50 ms.</summary>
    public override async Task Wait(TimeSpan delay, CancellationToken cancel)
    {
        var (left, at) = (delay, GetUtcNow());
        while (left > TimeSpan.Zero)
        {
            await Task.Delay(Frozen || left > Look ? Look : left, real, cancel);
            sandbox.Refresh();
            left -= Passed(ref at);
        }
    }
}
