using System.Xml;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Operations;

/// <summary>A vendor's rate limit in a sandbox.</summary>
internal static class LimitOperations
{
    public const string Example = """{"enabled":true,"requests":200,"window":"PT1S"}""";

    public static async ValueTask<LimitView> ShowAsync(Sandbox sandbox, Vendor vendor) =>
        View(await sandbox.Limiter(vendor).StateAsync());

    /// <summary>Replaces it; the count starts anew.</summary>
    public static async ValueTask<LimitView> SetAsync(Sandbox sandbox, Vendor vendor, LimitRequest ask)
    {
        var limits = LimitState.Unused(Limits(ask, vendor), ask.Enabled ?? true);
        await sandbox.LimitAsync(vendor, limits);
        return View(limits);
    }

    public static LimitView View(LimitState state)
    {
        var all = state.Limits.Select(l => One(l, state.Enabled)).ToList();
        return all.Count == 0
            ? new LimitView(false, null, null, null, null)
            : all[0] with
            {
                Also = all.Count > 1 ? all[1..] : null,
            };
    }

    private static LimitView One(RateLimit limit, bool enabled) =>
        limit.Window is { } window
            ? new LimitView(enabled, limit.Requests, XmlConvert.ToString(window), null, null)
            : new LimitView(enabled, null, null, limit.Requests, limit.RefillPerSecond);

    private static IReadOnlyList<RateLimit> Limits(LimitRequest ask, Vendor vendor) =>
        ask switch
        {
            { Capacity: { } capacity, RefillPerSecond: { } refill, Requests: null, Window: null } =>
            [
                RateLimit.Bucket(Positive(capacity, "capacity"), Positive(refill, "refillPerSecond")),
            ],
            { Requests: { } requests, Window: { } window, Capacity: null, RefillPerSecond: null } =>
            [
                RateLimit.PerWindow(Positive(requests, "requests"), Positive(Given.Duration(window, "window"))),
            ],
            { Requests: null, Window: null, Capacity: null, RefillPerSecond: null, Enabled: not null } => vendor.Limits,
            _ => throw RefusedException.Bad(
                $"Send requests and window, or capacity and refillPerSecond, for example {Example}."
            ),
        };

    // Zero requests is a fair limit: everything is refused.
    private static long Positive(long value, string field) =>
        value >= 0 ? value : throw RefusedException.Bad($"{field} is {value}. Send 0 or more.");

    private static double Positive(double value, string field) =>
        value > 0 && double.IsFinite(value) ? value : throw RefusedException.Bad($"{field} must be more than 0.");

    private static TimeSpan Positive(TimeSpan value) =>
        value > TimeSpan.Zero
            ? value
            : throw RefusedException.Bad("window must be longer than nothing, for example PT1S.");
}
