using System.Diagnostics;
using MockUserApis.Kernel.State;

namespace MockUserApis.Testing;

/// <summary>A sandbox's clock. It runs with real time until it is told otherwise.</summary>
public sealed class MockClock
{
    private readonly SandboxClock clock;

    internal MockClock(SandboxClock clock) => this.clock = clock;

    /// <summary>The sandbox's time, in UTC.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The same clock for the code under test.</summary>
    public TimeProvider TimeProvider => clock;

    /// <summary>Lets time pass at once: a rate limit refills, a delayed answer comes.</summary>
    /// <exception cref="MockRefusedException">That would leave the years 1 to 9999.</exception>
    [StackTraceHidden]
    public void Advance(TimeSpan by) => Change(now: null, freeze: null, by);

    /// <summary>Stops the clock, now or at an instant; <see cref="Advance"/> still moves it.</summary>
    public void Freeze(DateTimeOffset? at = null) => Change(at, freeze: true, advance: null);

    /// <summary>Lets a frozen clock run on.</summary>
    public void Resume() => Change(now: null, freeze: false, advance: null);

    [StackTraceHidden]
    private void Change(DateTimeOffset? now, bool? freeze, TimeSpan? advance) =>
        Refused.Do(() =>
        {
            clock.ChangeAsync(now, freeze, advance).Now();
            return ValueTask.FromResult(true);
        });
}
