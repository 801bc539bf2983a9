namespace MockUserApis.Kernel.Operations;

/// <summary>
/// POST …/clock: set (ISO 8601 instant), freeze or run on, advance (ISO 8601 duration), in this order.
/// </summary>
public sealed record ClockRequest(DateTimeOffset? Now, bool? Freeze, string? Advance);

internal sealed record ClockView(DateTimeOffset Now, bool Frozen);
