namespace MockUserApis.Tests.Issues;

/// <summary>
/// A delay whose end was passed between two looks at the clock, because somebody moved it just then, was negative: a
/// 500, or no end at all. A clock set back while an answer was delayed delayed it by as much again.
/// </summary>
public sealed class ClockThatJumpsTests
{
    [Fact]
    public async Task Wait_ClockMovedPastTheEndBetweenTwoLooks_Ends()
    {
        var time = new JumpingTime();
        await new MemoryClock(time).Wait(TimeSpan.FromMilliseconds(2), TestContext.Current.CancellationToken);
        time.Count.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task Wait_ClockSetBackMeanwhile_LastsNoLonger()
    {
        var clock = new MemoryClock(TimeProvider.System);
        clock.Change(null, null, TimeSpan.FromDays(1));
        var wait = clock.Wait(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        clock.Reset();
        await wait.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    /// <summary>From the third look on it is a year later.</summary>
    private sealed class JumpingTime : TimeProvider
    {
        public int Count { get; private set; }

        public override DateTimeOffset GetUtcNow() => new(++Count <= 2 ? 2026 : 2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
