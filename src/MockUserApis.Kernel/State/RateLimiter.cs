using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>
/// A vendor's limits in one sandbox, on the sandbox's clock. The framework's limiters take no TimeProvider; a frozen
/// clock must freeze the limit too.
/// </summary>
public abstract class RateLimiter
{
    /// <summary>Whether there are limits, and they count.</summary>
    public abstract bool Enabled { get; }

    public abstract IReadOnlyList<RateLimit> Limits { get; }

    public abstract LimitState State { get; }

    /// <summary>Counts one request against every limit; a refused request is not counted.</summary>
    public abstract Allowance Take(DateTimeOffset now);

    /// <summary>The state without counting a request.</summary>
    public abstract Allowance Peek(DateTimeOffset now);
}
