using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// Takes the body in, once. What keeps it from arriving is for <see cref="Record"/> to answer: such a request is in
/// the journal of its sandbox too.
/// </summary>
internal sealed class Receive(RequestDelegate next, MockOptions options, ArrivingBodies arriving)
{
    public Task InvokeAsync(HttpContext http)
    {
        var exchange = Exchange.Of(http);
        exchange.MaxBody = options.MaxBody;
        var read = BodyReader.ReadAsync(exchange, options.MaxBody, arriving);
        if (!read.IsCompletedSuccessfully)
            return ArrivingAsync(exchange, read);
        exchange.TooLarge = !read.Result;
        return next(http);
    }

    private async Task ArrivingAsync(Exchange exchange, ValueTask<bool> read)
    {
        try
        {
            exchange.TooLarge = !await read;
        }
        catch (Exception error)
        {
            exchange.Unreceived = ExceptionDispatchInfo.Capture(error);
        }

        await next(exchange.Http);
    }
}
