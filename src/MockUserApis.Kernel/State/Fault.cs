using System.Text.Json.Serialization;

namespace MockUserApis.Kernel.State;

/// <summary>A disturbance to inject. <see cref="Times"/> and <see cref="Rate"/> bound it; without them it acts until deleted.</summary>
/// <param name="Vendor">Slug; null: any.</param>
/// <param name="Operation">Operation id; null: any.</param>
/// <param name="Key">The user's id in the path; null: any.</param>
/// <param name="Kind">
/// status, latency, reset, truncate, malformed, drip or commit-then-reset. Of an answer without a body (204, HEAD) truncate
/// lets no byte through, malformed and drip all of it.
/// </param>
/// <param name="Delay">Before the operation (latency, or beside another kind); for drip, the time the whole body takes.</param>
public sealed record Fault(string Id, string? Vendor, string? Operation, string? Key, string Kind, int Status, TimeSpan Delay, int? Times, double? Rate)
{
    public static readonly IReadOnlyList<string> Kinds = ["status", "latency", "reset", "truncate", "malformed", "drip", "commit-then-reset"];

    public static readonly TimeSpan LongestDelay = TimeSpan.FromDays(365);

    /// <summary>It acts on the answer's way out.</summary>
    public bool BreaksDelivery => Kind is "reset" or "truncate" or "malformed" or "drip" or "commit-then-reset";

    /// <summary>Whether what it says can be done; what arms faults refuses others.</summary>
    [JsonIgnore]
    public bool IsPossible => Kind is not null && Kinds.Contains(Kind)
        && (Kind != "status" || Status is >= 200 and <= 599) && Delay >= TimeSpan.Zero && Delay <= LongestDelay
        && (Rate is null or (> 0 and <= 1));

    /// <summary>Whether it is meant for a request with these.</summary>
    internal bool Fits(string vendor, string? operation, string? key) =>
        (Vendor is null || Vendor == vendor)
        && (Operation is null || Operation == operation)
        && (Key is null || Key == key);
}
