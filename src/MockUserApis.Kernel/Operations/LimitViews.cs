namespace MockUserApis.Kernel.Operations;

/// <summary>
/// PUT …/limits/{slug}: requests and window, or capacity and refillPerSecond; enabled alone switches the vendor's own
/// limit.
/// </summary>
public sealed record LimitRequest(
    bool? Enabled,
    long? Requests,
    string? Window,
    long? Capacity,
    double? RefillPerSecond
);

/// <summary>
/// A limit: requests in each window (ISO 8601 duration), or a bucket's capacity refilled each second.
/// </summary>
internal sealed record LimitView(
    bool Enabled,
    long? Requests,
    string? Window,
    long? Capacity,
    double? RefillPerSecond,
    IReadOnlyList<LimitView>? Also = null
);
