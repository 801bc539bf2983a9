namespace MockUserApis.Kernel.Operations;

/// <summary>
/// POST …/faults. Kind: status, latency, reset, truncate, malformed, drip, commit-then-reset; delay ISO 8601; rate 0
/// to 1.
/// </summary>
public sealed record FaultRequest(
    string? Vendor,
    string? Operation,
    string? Key,
    string? Kind,
    int? Status,
    string? Delay,
    int? Times,
    double? Rate
);

/// <summary>An armed fault; <c>Left</c> is how often it may still act (absent: no end).</summary>
internal sealed record FaultView(
    string Id,
    string? Vendor,
    string? Operation,
    string? Key,
    string Kind,
    int? Status,
    string? Delay,
    int? Times,
    int? Left,
    double? Rate
);
