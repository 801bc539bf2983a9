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

    public abstract ValueTask<LimitState> StateAsync();

    /// <summary>Counts one request against every limit; a refused request is not counted.</summary>
    public abstract ValueTask<Allowance> TakeAsync(DateTimeOffset now);

    /// <summary>The state without counting a request.</summary>
    public abstract ValueTask<Allowance> PeekAsync(DateTimeOffset now);
}
