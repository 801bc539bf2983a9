using System.Globalization;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace MockUserApis.Kernel;

/// <summary>The journal live, as server-sent events: <c>id</c> is the exchange's, <c>data</c> its JSON.</summary>
internal static class StreamEndpoint
{
    private const int MostListeners = 64;
    private const int MostWaiting = 512;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static int listeners;

    public static void Map(IEndpointRouteBuilder sandbox, ControlPlane control) =>
        sandbox.MapGet("/requests/stream", async (string sandbox, HttpContext http, TimeProvider time, IHostApplicationLifetime life) => await ListenAsync(control.Sandbox(sandbox), http, time, life.ApplicationStopping))
            .WithSummary("The journal live (server-sent events). A listener that cannot keep up misses the oldest.")
            .Produces(200, contentType: "text/event-stream").ProducesProblem(404).ProducesProblem(429);

    private static async Task ListenAsync(Sandbox sandbox, HttpContext http, TimeProvider time, CancellationToken stopping)
    {
        if (Interlocked.Increment(ref listeners) > MostListeners)
        {
            Interlocked.Decrement(ref listeners);
            throw new RefusedException(429, "Too many listeners", $"{MostListeners} clients listen already. Close one, or read GET /requests?since=ID from time to time.");
        }

        var waiting = Channel.CreateBounded<JournalEntry>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        void Take(JournalEntry entry) => waiting.Writer.TryWrite(entry);
        sandbox.Journal.Appended += Take;
        // A listener never ends by itself: it must not hold up a shutdown.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        try
        {
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers.CacheControl = "no-cache";
            await SendAsync(http, ": listening\n\n"u8.ToArray());
            while (!end.IsCancellationRequested)
            {
                var more = waiting.Reader.WaitToReadAsync(end.Token).AsTask();
                if (await Task.WhenAny(more, Task.Delay(Heartbeat, time, end.Token)) != more) await SendAsync(http, ": still here\n\n"u8.ToArray());
                while (waiting.Reader.TryRead(out var entry)) await SendAsync(http, Event(entry, sandbox.Name));
            }
        }
        catch (OperationCanceledException)
        {
            // The listener went away: the usual end.
        }
        finally
        {
            sandbox.Journal.Appended -= Take;
            Interlocked.Decrement(ref listeners);
        }
    }

    private static byte[] Event(JournalEntry entry, string sandbox) =>
    [
        .. System.Text.Encoding.ASCII.GetBytes("id: " + entry.Id.ToString(CultureInfo.InvariantCulture) + "\ndata: "),
        .. JsonSerializer.SerializeToUtf8Bytes(JournalView.Of(entry, sandbox), ControlJson.Plain.RequestView), (byte)'\n', (byte)'\n',
    ];

    private static async Task SendAsync(HttpContext http, byte[] bytes)
    {
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}
