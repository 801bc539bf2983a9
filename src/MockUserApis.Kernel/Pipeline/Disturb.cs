using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// Lets an armed fault act: before the operation (status, latency, reset), or on its delivery. Only requests that were
/// let in use it up: what the vendor would not have let in is no try of the client's.
/// </summary>
internal sealed class Disturb(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var exchange = Exchange.Of(http);
        exchange.Timings.Mark(Step.Fault);
        var fault = await exchange.Sandbox.Faults.TakeAsync(
            exchange.Vendor.Slug,
            exchange.Operation?.Id,
            exchange.Key,
            exchange.Sandbox.Seed
        );
        if (fault is null)
            await next(http);
        else
            await ActAsync(exchange, fault);
    }

    private async Task ActAsync(Exchange exchange, Fault fault)
    {
        exchange.Fault = fault;
        // The delay of a drip is the time that its pieces take.
        if (fault.Delay > TimeSpan.Zero && fault.Kind != FaultKind.Drip)
        {
            await exchange.Sandbox.Clock.Wait(fault.Delay, exchange.Http.RequestAborted);
            // Others may have changed the user meanwhile.
            exchange.Seen = null;
        }

        if (fault.Traits.Stage != FaultStage.InPlaceOfOperation)
            await next(exchange.Http);
        else if (fault.Kind == FaultKind.Status)
            Refuse(exchange, fault.Status);
    }

    private static void Refuse(Exchange exchange, int status)
    {
        var reply = exchange.Refuse(new Refusal.Injected(status));
        // A vendor's error has a body, and such an answer must not have one.
        if (Delivery.IsBodiless(status))
            reply = reply with { Body = default, ContentType = null };
        exchange.Answer(reply);
    }
}
