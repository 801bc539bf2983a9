namespace MockUserApis.Tests.State;

public sealed class SandboxClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly RealTime real = new(Start);

    [Fact]
    public void Now_AtFirst_IsRealTime()
    {
        var clock = new MemoryClock(real);
        clock.GetUtcNow().ShouldBe(Start);
        real.Now += TimeSpan.FromMinutes(1);
        clock.GetUtcNow().ShouldBe(Start.AddMinutes(1));
    }

    [Fact]
    public void Freeze_StandsStillUntilAdvanced()
    {
        var clock = new MemoryClock(real);
        clock.Change(null, true, null);
        real.Now += TimeSpan.FromDays(1);
        (clock.GetUtcNow(), clock.Frozen).ShouldBe((Start, true));
        clock.Change(null, null, TimeSpan.FromHours(2));
        (clock.GetUtcNow(), clock.Frozen).ShouldBe((Start.AddHours(2), true));
    }

    [Fact]
    public void Set_RunsOnFromThere()
    {
        var clock = new MemoryClock(real);
        clock.Change(Start.AddYears(5), null, null);
        real.Now += TimeSpan.FromSeconds(3);
        clock.GetUtcNow().ShouldBe(Start.AddYears(5).AddSeconds(3));
    }

    [Fact]
    public void Change_AllParts_SetsThenFreezesThenAdvances()
    {
        var clock = new MemoryClock(real);
        clock.Change(Start.AddYears(1), true, TimeSpan.FromSeconds(-1));
        (clock.GetUtcNow(), clock.Frozen).ShouldBe((Start.AddYears(1).AddSeconds(-1), true));
        clock.Change(null, false, null);
        real.Now += TimeSpan.FromSeconds(1);
        (clock.GetUtcNow(), clock.Frozen).ShouldBe((Start.AddYears(1), false));
    }

    [Fact]
    public void Change_OutOfTheCalendar_ThrowsAndChangesNothing()
    {
        var clock = new MemoryClock(real);
        Should.Throw<ArgumentOutOfRangeException>(() => clock.Change(null, null, TimeSpan.MaxValue));
        clock.GetUtcNow().ShouldBe(Start);
    }

    [Fact]
    public async Task Wait_FrozenClock_EndsWhenAdvancedByAllOfIt()
    {
        var clock = new MemoryClock(real);
        clock.Change(null, true, null);
        var wait = clock.Wait(TimeSpan.FromMinutes(10), TestContext.Current.CancellationToken);
        clock.Change(null, null, TimeSpan.FromMinutes(9));
        wait.IsCompleted.ShouldBeFalse();
        clock.Change(null, null, TimeSpan.FromMinutes(1));
        await wait.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Wait_Cancelled_Ends()
    {
        var clock = new MemoryClock(real);
        clock.Change(null, true, null);
        using var cancel = new CancellationTokenSource();
        var wait = clock.Wait(TimeSpan.FromMinutes(10), cancel.Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => wait);
    }

    [Fact]
    public void Reset_AfterAnything_IsRealTime()
    {
        var clock = new MemoryClock(real);
        clock.Change(Start.AddYears(9), true, null);
        clock.Reset();
        (clock.GetUtcNow(), clock.Frozen).ShouldBe((Start, false));
    }
}
