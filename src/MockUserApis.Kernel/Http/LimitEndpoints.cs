using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Http;

/// <summary>A sandbox's limits and its clock.</summary>
internal static class LimitEndpoints
{
    private const string LimitExample = """{"enabled":true,"requests":200,"window":"PT1S"}""";

    public static void Map(IEndpointRouteBuilder sandbox, ControlPlane control)
    {
        sandbox.MapGet("/limits/{slug}", (string sandbox, string slug) =>
                TypedResults.Json(ServerEndpoints.Limit(control.Sandbox(sandbox).Limiter(control.Vendor(slug))), ControlJson.Plain.LimitView))
            .WithSummary("A vendor's limit in this sandbox.").Produces<LimitView>().ProducesProblem(404);
        sandbox.MapPut("/limits/{slug}", (string sandbox, string slug, HttpContext http) => SetAsync(control.Sandbox(sandbox), control.Vendor(slug), http))
            .WithSummary("Sets a vendor's limit; the count starts anew.").Accepts<LimitRequest>("application/json").Produces<LimitView>().ProducesProblem(400).ProducesProblem(404);
        sandbox.MapGet("/clock", (string sandbox) => TypedResults.Json(View(control.Sandbox(sandbox).Clock), ControlJson.Plain.ClockView))
            .WithSummary("The sandbox's time.").Produces<ClockView>().ProducesProblem(404);
        sandbox.MapPost("/clock", async (string sandbox, HttpContext http) =>
        {
            var clock = control.Sandbox(sandbox).Clock;
            Move(clock, await Ask.Body(http, ControlJson.Plain.ClockRequest, """{"freeze":true,"advance":"PT1H"}"""));
            return TypedResults.Json(View(clock), ControlJson.Plain.ClockView);
        }).WithSummary("Sets, freezes or advances the sandbox's time.").Accepts<ClockRequest>("application/json").Produces<ClockView>().ProducesProblem(400).ProducesProblem(404);
    }

    public static void Move(SandboxClock clock, ClockRequest ask)
    {
        var advance = ask.Advance is { } text ? Ask.Duration(text, "advance") : (TimeSpan?)null;
        try
        {
            clock.Change(ask.Now, ask.Freeze, advance);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw RefusedException.Bad("That moves the clock out of the years 1 to 9999.");
        }
    }

    private static ClockView View(SandboxClock clock) => new(clock.GetUtcNow(), clock.Frozen);

    private static async Task<IResult> SetAsync(Sandbox sandbox, Vendor vendor, HttpContext http)
    {
        var ask = await Ask.Body(http, ControlJson.Plain.LimitRequest, LimitExample);
        var limits = ask switch
        {
            { Capacity: { } capacity, RefillPerSecond: { } refill, Requests: null, Window: null } => [RateLimit.Bucket(Positive(capacity, "capacity"), Positive(refill, "refillPerSecond"))],
            { Requests: { } requests, Window: { } window, Capacity: null, RefillPerSecond: null } => [RateLimit.PerWindow(Positive(requests, "requests"), Positive(Ask.Duration(window, "window")))],
            { Requests: null, Window: null, Capacity: null, RefillPerSecond: null, Enabled: not null } => vendor.Limits,
            _ => throw RefusedException.Bad($"Send requests and window, or capacity and refillPerSecond, for example {LimitExample}."),
        };
        var limiter = new RateLimiter(limits, ask.Enabled ?? true);
        sandbox.Limit(vendor, limiter);
        return TypedResults.Json(ServerEndpoints.Limit(limiter), ControlJson.Plain.LimitView);
    }

    // Zero requests is a fair limit: everything is refused.
    private static long Positive(long value, string field) => value >= 0 ? value : throw RefusedException.Bad($"{field} is {value}. Send 0 or more.");

    private static double Positive(double value, string field) => value > 0 && double.IsFinite(value) ? value : throw RefusedException.Bad($"{field} must be more than 0.");

    private static TimeSpan Positive(TimeSpan value) => value > TimeSpan.Zero ? value : throw RefusedException.Bad("window must be longer than nothing, for example PT1S.");
}
