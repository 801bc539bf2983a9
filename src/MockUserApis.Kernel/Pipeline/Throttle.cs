using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>Counts the request against the sandbox's limits, on the sandbox's clock.</summary>
internal sealed class Throttle(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var exchange = Exchange.Of(http);
        exchange.Timings.Mark(Step.Limit);
        if (!exchange.IsCounted)
        {
            var limiter = exchange.Sandbox.Limiter(exchange.Vendor);
            exchange.Count(await limiter.TakeAsync(exchange.Sandbox.Clock.GetUtcNow()));
        }

        if (exchange.Allowance.Granted)
        {
            await next(http);
            return;
        }

        // A limit that a test has set is no matter of the vendor's.
        var vendor = exchange.Vendor;
        if (exchange.Sandbox.Limiter(vendor).Limits.SequenceEqual(vendor.Limits))
            exchange.Rely(vendor.LimitsRule);
        await exchange.Answer(exchange.Refuse(new Refusal.Throttled(exchange.Allowance)));
    }
}
