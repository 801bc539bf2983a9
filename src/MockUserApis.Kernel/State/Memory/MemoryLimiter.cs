using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State.Memory;

/// <summary>Limits that this process counts.</summary>
public sealed class MemoryLimiter : RateLimiter
{
    private readonly Lock gate = new();
    private readonly Meters meters;

    public MemoryLimiter(IReadOnlyList<RateLimit> limits, bool enabled)
    {
        meters = new Meters(limits);
        Enabled = enabled && limits.Count > 0;
    }

    /// <summary>Goes on from there.</summary>
    public MemoryLimiter(LimitState state)
    {
        meters = new Meters(state);
        Enabled = state.Enabled && state.Limits.Count > 0;
    }

    public override bool Enabled { get; }

    public override IReadOnlyList<RateLimit> Limits => meters.Limits;

    public override ValueTask<LimitState> StateAsync()
    {
        lock (gate)
            return new(meters.State(Enabled));
    }

    public override ValueTask<Allowance> TakeAsync(DateTimeOffset now)
    {
        if (!Enabled)
            return new(Allowance.WithoutLimit(now));
        lock (gate)
            return new(meters.Take(now));
    }

    public override ValueTask<Allowance> PeekAsync(DateTimeOffset now)
    {
        lock (gate)
            return new(meters.Peek(now));
    }
}
