using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>Counts the request against the sandbox's limits, on the sandbox's clock.</summary>
public sealed class Throttle(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var exchange = Exchange.Of(http);
        exchange.Way.Reach(Step.Limit);
        exchange.Allowance = exchange.Sandbox.Limiter(exchange.Vendor).Take(exchange.Sandbox.Clock.GetUtcNow());
        if (exchange.Allowance.Granted)
            return next(http);
        return exchange.Answer(exchange.Refuse(new Refusal.Throttled(exchange.Allowance)));
    }
}
