using System.Text.Json.Serialization;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>
/// A disturbance to inject. <see cref="Times"/> and <see cref="Rate"/> bound it; without them it acts until it is
/// deleted.
/// </summary>
public sealed record Fault(FaultKind Kind)
{
    public static readonly TimeSpan MaxDelay = TimeSpan.FromDays(365);

    /// <summary>Given when it is armed: f1, f2 …</summary>
    public string Id { get; init; } = "";

    /// <summary>Slug; null: any.</summary>
    public string? Vendor { get; init; }

    /// <summary>Operation id; null: any.</summary>
    public string? Operation { get; init; }

    /// <summary>The user's id in the path; null: any.</summary>
    public string? Key { get; init; }

    /// <summary>The status of <see cref="FaultKind.Status"/>, 200 to 599; else 0.</summary>
    public int Status { get; init; }

    /// <summary>
    /// Before the operation (latency, or beside another kind); for drip, the time the whole body takes.
    /// </summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How often it acts, 1 or more; null: no end.</summary>
    public int? Times { get; init; }

    /// <summary>The part of the requests on which it acts, more than 0 and at most 1; null: all.</summary>
    public double? Rate { get; init; }

    [JsonIgnore]
    public FaultTraits Traits => FaultTraits.Of(Kind);

    /// <summary>Whether what it says can be done; what arms faults refuses others.</summary>
    [JsonIgnore]
    public bool IsPossible =>
        Enum.IsDefined(Kind)
        && (!Traits.NeedsStatus || Status is >= 200 and <= 599)
        && Delay >= TimeSpan.Zero
        && Delay <= MaxDelay
        && (Rate is null or (> 0 and <= 1));

    /// <summary>Whether it is meant for a request with these.</summary>
    internal bool Fits(string vendor, string? operation, string? key) =>
        (Vendor is null || Vendor == vendor)
        && (Operation is null || Operation == operation)
        && (Key is null || Key == key);

    /// <summary>Whether a fault with a rate acts. Seeded: the same seed and requests meet the same faults.</summary>
    /// <param name="draws">How often the sandbox has drawn before.</param>
    internal bool IsDrawn(long seed, ulong draws) =>
        (Scramble.Mix((ulong)seed ^ 0xFA017, draws) >> 11) * (1.0 / (1UL << 53)) < Rate;
}
