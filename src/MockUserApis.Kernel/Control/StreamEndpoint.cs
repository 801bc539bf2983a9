using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace MockUserApis.Kernel;

/// <summary>
/// The journal live, as server-sent events: <c>id</c> is the exchange's, <c>data</c> its JSON; one line each, ten times a
/// second, with <c>view=summary</c>, which costs the server next to nothing however busy it is.
/// </summary>
internal sealed class StreamEndpoint(ControlPlane control)
{
    private const int MostListeners = 64;
    private const int MostWaiting = 512;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);
    private int listeners;

    public void Map(IEndpointRouteBuilder sandbox) =>
        sandbox.MapGet("/requests/stream", async (string sandbox, HttpContext http, TimeProvider time, IHostApplicationLifetime host) =>
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, host.ApplicationStopping);
            await ListenAsync(control.Sandbox(sandbox), http, time, end.Token);
        })
            .WithSummary("The journal live (server-sent events); view=summary gives one line each. A listener that cannot keep up misses the oldest.")
            .Produces(200, contentType: "text/event-stream").ProducesProblem(404).ProducesProblem(429);

    private async Task ListenAsync(Sandbox sandbox, HttpContext http, TimeProvider time, CancellationToken end)
    {
        if (Interlocked.Increment(ref listeners) > MostListeners)
        {
            Interlocked.Decrement(ref listeners);
            throw new RefusedException(429, "Too many listeners", $"{MostListeners} clients listen already. Close one, or read GET /requests?since=ID from time to time.");
        }

        var waiting = Channel.CreateBounded<JournalEntry>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        void Take(JournalEntry entry) => waiting.Writer.TryWrite(entry);
        using var following = sandbox.Journal.Follow(Take);
        try
        {
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers.CacheControl = "no-cache";
            var summary = http.Request.Query["view"] == "summary";
            await SendAsync(http, ": listening\n\n"u8.ToArray(), end);
            var more = waiting.Reader.WaitToReadAsync(end).AsTask();
            while (true)
            {
                if (await Task.WhenAny(more, Task.Delay(Heartbeat, time, end)) != more)
                {
                    await SendAsync(http, ": still here\n\n"u8.ToArray(), end);
                    continue;
                }

                await more;
                while (waiting.Reader.TryRead(out var entry)) await http.Response.Body.WriteAsync(summary ? Event(entry) : Event(entry, sandbox.Name), end);
                await http.Response.Body.FlushAsync(end);
                if (summary) await Task.Delay(Breath, time, end);
                more = waiting.Reader.WaitToReadAsync(end).AsTask();
            }
        }
        catch (OperationCanceledException)
        {
            // The listener went away: the usual end.
        }
        finally
        {
            Interlocked.Decrement(ref listeners);
        }
    }

    private static byte[] Event(JournalEntry entry) => Event(entry, JsonSerializer.SerializeToUtf8Bytes(JournalView.Summary(entry), ControlJson.Plain.SummaryView));

    private static byte[] Event(JournalEntry entry, string sandbox) => Event(entry, JsonSerializer.SerializeToUtf8Bytes(JournalView.Of(entry, sandbox), ControlJson.Plain.RequestView));

    private static byte[] Event(JournalEntry entry, byte[] json) =>
    [
        .. System.Text.Encoding.ASCII.GetBytes("id: " + entry.Id.ToString(CultureInfo.InvariantCulture) + "\ndata: "),
        .. json, (byte)'\n', (byte)'\n',
    ];

    private static async Task SendAsync(HttpContext http, byte[] bytes, CancellationToken end)
    {
        await http.Response.Body.WriteAsync(bytes, end);
        await http.Response.Body.FlushAsync(end);
    }
}
