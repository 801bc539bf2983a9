using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Http;

/// <summary>
/// The journal live, as server-sent events: <c>id</c> is the exchange's, <c>data</c> its JSON; one line each, ten times
/// a second, with <c>view=summary</c>, which costs the server next to nothing however busy it is. An event
/// <c>dropped</c> says how many are missing at its place.
/// </summary>
internal sealed class StreamEndpoint(Listeners listeners)
{
    /// <summary>What goes to the connection in one piece: it holds no more of an event.</summary>
    private const int Piece = 1 << 16;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SummaryInterval = TimeSpan.FromMilliseconds(100);

    public async Task<IResult> RunAsync(Call call)
    {
        var services = call.Http.RequestServices;
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(call.Http.RequestAborted, stopping);
        await ListenAsync(call.Sandbox, call.Http, services.GetRequiredService<TimeProvider>(), end.Token);
        return TypedResults.Empty;
    }

    private async Task ListenAsync(Sandbox sandbox, HttpContext http, TimeProvider time, CancellationToken end)
    {
        if (!listeners.Enter())
        {
            throw new RefusedException(
                429,
                "Too many listeners",
                $"{Listeners.MaxCount} clients listen already. Close one, or read GET /requests?since=ID now and then."
            );
        }

        try
        {
            using var queue = new ListenerQueue(listeners);
            using var following = await sandbox.Journal.FollowAsync(queue.Add);
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers.CacheControl = "no-cache";
            var summary = http.Request.Query["view"] == "summary";
            await SendAsync(http, ": listening\n\n"u8.ToArray(), end);
            var more = queue.WaitAsync(end);
            while (true)
            {
                if (await Task.WhenAny(more, Task.Delay(Heartbeat, time, end)) != more)
                {
                    await SendAsync(http, ": still here\n\n"u8.ToArray(), end);
                    continue;
                }

                await more;
                await SendAllAsync(queue, http, summary ? null : sandbox.Name, end);
                if (summary)
                    await Task.Delay(SummaryInterval, time, end);
                more = queue.WaitAsync(end);
            }
        }
        catch (OperationCanceledException)
        {
            // The listener went away: the usual end.
        }
        finally
        {
            listeners.Leave();
        }
    }

    private static async Task SendAllAsync(
        ListenerQueue queue,
        HttpContext http,
        string? sandbox,
        CancellationToken end
    )
    {
        while (queue.TryTake(out var entry, out var missing))
        {
            if (missing > 0)
                await http.Response.Body.WriteAsync(Dropped(missing), end);
            if (entry is not { } taken)
                continue;
            var bytes = sandbox is null ? Event(taken) : Event(taken, sandbox);
            if (!queue.Weigh(bytes.Length))
                continue;
            for (var at = 0; at < bytes.Length; at += Piece)
            {
                await http.Response.Body.WriteAsync(bytes.AsMemory(at, Math.Min(Piece, bytes.Length - at)), end);
            }
        }

        await http.Response.Body.FlushAsync(end);
    }

    private static byte[] Dropped(long missing) =>
        Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"event: dropped\ndata: {{\"dropped\":{missing}}}\n\n")
        );

    private static byte[] Event(JournalEntry entry) =>
        Event(entry, JsonSerializer.SerializeToUtf8Bytes(JournalView.Summary(entry), ControlJson.Plain.SummaryView));

    private static byte[] Event(JournalEntry entry, string sandbox) =>
        Event(
            entry,
            JsonSerializer.SerializeToUtf8Bytes(JournalView.Of(entry, sandbox), ControlJson.Plain.RequestView)
        );

    private static byte[] Event(JournalEntry entry, byte[] json) =>
        [
            .. Encoding.ASCII.GetBytes("id: " + entry.Id.ToString(CultureInfo.InvariantCulture) + "\ndata: "),
            .. json,
            (byte)'\n',
            (byte)'\n',
        ];

    private static async Task SendAsync(HttpContext http, byte[] bytes, CancellationToken end)
    {
        await http.Response.Body.WriteAsync(bytes, end);
        await http.Response.Body.FlushAsync(end);
    }
}
