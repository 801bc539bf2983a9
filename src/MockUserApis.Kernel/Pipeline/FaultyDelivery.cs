using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>Breaks an answer on its way out.</summary>
internal static class FaultyDelivery
{
    public static async Task SendAsync(Exchange exchange, Reply reply, Fault fault)
    {
        var http = exchange.Http;
        var bodiless = Delivery.IsBodiless(reply.Status) || HttpMethods.IsHead(exchange.Method);
        switch (fault.Kind)
        {
            case FaultKind.CommitThenReset:
            // Of an answer without a body, all that can be cut off is the whole.
            case FaultKind.Truncate when bodiless:
                await EndAsync(http);
                break;

            case FaultKind.Malformed
            or FaultKind.Drip when bodiless:
                break;

            // The length promises the whole body, half of it arrives. An answer that throws once it has begun ends its
            // connection; an abort could take the half with it.
            case FaultKind.Truncate:
                var half = reply.Body.Length / 2;
                http.Response.ContentLength = Math.Max(reply.Body.Length, 1);
                if (half == 0)
                    await http.Response.StartAsync(http.RequestAborted);
                else
                    await http.Response.Body.WriteAsync(reply.Body[..half], http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
                throw new CutShortException();

            case FaultKind.Malformed:
                var broken = Malformed(reply.Body);
                http.Response.ContentLength = broken.Length;
                await http.Response.Body.WriteAsync(broken, http.RequestAborted);
                break;

            case FaultKind.Drip:
                await DripAsync(exchange, reply, fault.Delay);
                break;

            default:
                throw new InvalidOperationException($"{fault.Kind} does not act on an answer.");
        }
    }

    /// <summary>Ends the connection without an answer.</summary>
    public static Task EndAsync(HttpContext http)
    {
        http.Abort();
        // The server cancels it later, on another thread: a span would have the status of an answer meanwhile.
        http.RequestAborted = new CancellationToken(canceled: true);
        return Task.CompletedTask;
    }

    // Cut before its closing bracket: complete by HTTP, not by JSON.
    private static ReadOnlyMemory<byte> Malformed(ReadOnlyMemory<byte> body) =>
        body.Length > 1 ? body[..^1] : "{"u8.ToArray();

    private static async Task DripAsync(Exchange exchange, Reply reply, TimeSpan whole)
    {
        const int pieces = 10;
        var size = Math.Max(1, (reply.Body.Length + pieces - 1) / pieces);
        await exchange.Http.Response.StartAsync(exchange.Http.RequestAborted);
        for (var at = 0; at < reply.Body.Length; at += size)
        {
            await exchange.Sandbox.Clock.Wait(whole / pieces, exchange.Http.RequestAborted);
            await exchange.Http.Response.Body.WriteAsync(
                reply.Body[at..Math.Min(reply.Body.Length, at + size)],
                exchange.Http.RequestAborted
            );
            await exchange.Http.Response.Body.FlushAsync(exchange.Http.RequestAborted);
        }
    }
}
