using MockUserApis.Kernel.State;

namespace MockUserApis.Postgres;

/// <summary>A clock that is set in its sandbox's row, on this node's time: nodes keep theirs together by NTP.</summary>
internal sealed class PostgresClock(PostgresSandbox sandbox, TimeProvider real) : SandboxClock
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    public override bool Frozen => sandbox.Row.Clock.FrozenAt is not null;

    public override DateTimeOffset GetUtcNow() => sandbox.Row.Clock.Now(real);

    public override ValueTask ChangeAsync(DateTimeOffset? now, bool? freeze, TimeSpan? advance) =>
        sandbox.AlterAsync(
            "clock_offset = $3, frozen_at = $4",
            row =>
            {
                var moved = row.Clock.Moved(real, now, freeze, advance);
                return [moved.Offset.Ticks, moved.FrozenAt?.UtcTicks];
            }
        );

    /// <summary>Another node may set it anew: a wait looks at its row every 50 ms.</summary>
    public override async Task Wait(TimeSpan delay, CancellationToken cancel)
    {
        var (left, at) = (delay, GetUtcNow());
        while (left > TimeSpan.Zero)
        {
            await Task.Delay(Frozen || left > PollInterval ? PollInterval : left, real, cancel);
            await sandbox.RefreshAsync();
            left -= Passed(ref at);
        }
    }
}
