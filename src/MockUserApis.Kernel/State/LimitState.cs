using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>A vendor's limits as they stand, as data.</summary>
/// <param name="Left">What each limit has left.</param>
/// <param name="Since">The instant (UTC ticks) that each counts from.</param>
public sealed record LimitState(bool Enabled, IReadOnlyList<RateLimit> Limits, double[] Left, long[] Since)
{
    /// <summary>Limits that nobody has used yet.</summary>
    public static LimitState Unused(IReadOnlyList<RateLimit> limits, bool enabled) => new Meters(limits).State(enabled);

    /// <summary>The same with everything used up.</summary>
    public LimitState Exhausted(DateTimeOffset now)
    {
        var meters = new Meters(this);
        meters.Drain(now);
        return meters.State(Enabled);
    }
}
