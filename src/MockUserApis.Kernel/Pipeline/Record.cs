using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// Writes the journal on the way out, then the answer: refusals and faults included, and the entry is there before the
/// client can ask for it. A client that leaves earlier has its entry too.
/// </summary>
public sealed partial class Record(RequestDelegate next, VendorDirectory vendors, ILogger<Record> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var exchange = Exchange.Of(http);
        try
        {
            exchange.Unreceived?.Throw();
            await next(http);
        }
        catch (Exception error) when (Failures.Of(error, exchange) is var failure && failure != Failure.PassedOn)
        {
            switch (failure)
            {
                case Failure.ClientLeft:
                    await KeepUnfinishedAsync(exchange, null, left: true);
                    throw;
                case Failure.TurnedAway:
                    await TurnAwayAsync(exchange, ((BadHttpRequestException)error).StatusCode);
                    return;
                default:
                    await exchange.Answer(ReplyTo(failure, error, exchange));
                    break;
            }
        }

        exchange.Timings.Mark(Step.Answer);
        var reply = exchange.Fault is { Kind: FaultKind.Reset }
            ? null
            : await FinishAsync(exchange, exchange.Reply ?? InternalError);
        await KeepAsync(exchange, reply);
        try
        {
            await Delivery.SendAsync(exchange, reply);
        }
        catch (Exception error) when (Failures.IsGone(error, exchange))
        {
            await exchange.Sandbox.Journal.MarkAbortedAsync(
                exchange.Vendor.Slug,
                exchange.Id,
                exchange.Timings.Elapsed
            );
            throw;
        }

        exchange.Release();
    }

    // The server's own answer, without its stack trace in the log.
    private async ValueTask TurnAwayAsync(Exchange exchange, int status)
    {
        await KeepUnfinishedAsync(exchange, new Reply(status), left: false);
        exchange.Http.Response.StatusCode = status;
        exchange.Http.Response.Headers.Connection = "close";
    }

    private Reply ReplyTo(Failure failure, Exception error, Exchange exchange)
    {
        switch (failure)
        {
            case Failure.BrokenBody:
                exchange.Http.Response.Headers.Connection = "close";
                return exchange.Refuse(
                    new Refusal.Malformed(
                        "the body did not arrive as its headers announce: " + error.Message.TrimEnd('.'),
                        1,
                        1
                    )
                );
            case Failure.OutOfRoom:
                return OutOfRoom((StoreFullException)error);
            default:
                Failed(log, exchange.Method, exchange.Path, error);
                return InternalError;
        }
    }

    private async ValueTask KeepUnfinishedAsync(Exchange exchange, Reply? reply, bool left)
    {
        await KeepAsync(exchange, reply, left);
        exchange.Release();
    }

    private ValueTask KeepAsync(Exchange exchange, Reply? reply, bool left = false)
    {
        var exercised = exchange
            .Sandbox.Coverage(exchange.Vendor, exchange.Api.Contract)
            .Count(Exercised(exchange, reply?.Status ?? 0));
        var entry = EntryFactory.Of(exchange, reply, exchange.Timings.Elapsed, vendors.Credentials, left);
        return exchange.Sandbox.Journal.AppendAsync(entry, exercised);
    }

    private static Exercise Exercised(Exchange exchange, int status) =>
        new(
            exchange.Operation,
            exchange.Reply?.Lacks is null ? null : exchange.Missing ?? exchange.Operation,
            exchange.Fault is null ? status : null,
            exchange.Body,
            exchange.Assumed
        );

    /// <summary>Our bug, in a shape that no vendor would send.</summary>
    private static Reply InternalError { get; } =
        Reply.Text(
            500,
            """{"mock":"internal error","detail":"This is a defect of the mock, not an answer """
                + """of the vendor. The log has the cause."}"""
        );

    /// <summary>A bound of ours, in a shape that no vendor would send.</summary>
    private static Reply OutOfRoom(StoreFullException full)
    {
        var body = RawJson.Write(
            full.Message,
            static (json, detail) =>
            {
                json.WriteStartObject();
                json.WriteString("mock", "out of room");
                json.WriteString("detail", detail);
                json.WriteEndObject();
            }
        );
        return Reply.Json(StoreFullException.Status, body);
    }

    private static ValueTask<Reply> FinishAsync(Exchange exchange, Reply reply)
    {
        if (reply.Rule is { } own)
            exchange.Rely(own);
        else if (exchange.Operation?.AnswerFor(reply.Status) is { } answer)
            exchange.Rely(answer.Rule);
        if (reply.Status is >= 200 and < 300)
            exchange.RelyOnNotes();
        return exchange.Api.DecorateAsync(reply, exchange);
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed inside the mock.")]
    private static partial void Failed(ILogger log, string method, string path, Exception error);
}
