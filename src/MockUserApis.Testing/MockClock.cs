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
    public void Advance(TimeSpan by) => clock.ChangeAsync(now: null, freeze: null, by).Now();

    /// <summary>Stops the clock, now or at an instant; <see cref="Advance"/> still moves it.</summary>
    public void Freeze(DateTimeOffset? at = null) => clock.ChangeAsync(at, freeze: true, advance: null).Now();

    /// <summary>Lets a frozen clock run on.</summary>
    public void Resume() => clock.ChangeAsync(now: null, freeze: false, advance: null).Now();
}
