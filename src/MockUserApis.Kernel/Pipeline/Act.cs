using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>Carries out the operation that was asked for.</summary>
internal sealed class Act(Scans scans)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var exchange = Exchange.Of(http);
        exchange.Timings.Mark(Step.Merge);
        var reply = await ReplyAsync(exchange);
        if (reply.Work is { } work)
            await scans.RunAsync(exchange, work);
        else
            await exchange.Answer(reply);
    }

    /// <summary>What the operation's controller makes of the exchange.</summary>
    public static async ValueTask<Reply> ReplyAsync(Exchange exchange)
    {
        var controller = exchange.Api.Actions.Controller(exchange.Operation!);
        controller.Exchange = exchange;
        var reply = await controller.DispatchAsync(exchange.Operation!.Id);
        return exchange.Outgrown is { } finding ? exchange.Refuse(finding) : reply;
    }
}
