using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;

namespace MockUserApis;

/// <summary>
/// <c>--log</c>: a line for each request to a vendor, on the standard output. What was sent is not in it, so no secret
/// is. Who reads slowly loses the oldest lines, and is told how many at the end: no request waits for a pipe.
/// </summary>
internal sealed class RequestLog : IStartupFilter
{
    private const int MaxWaiting = 10_000;

    private static readonly TimeSpan MaxFlush = TimeSpan.FromSeconds(2);

    private readonly bool isJson;
    private readonly TextWriter output;
    private readonly Channel<string> lines;
    private readonly Task writing;
    private long requests;
    private long dropped;

    public RequestLog(bool isJson, TextWriter output)
    {
        (this.isJson, this.output) = (isJson, output);
        var bound = new BoundedChannelOptions(MaxWaiting)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
            SingleReader = true,
        };
        lines = Channel.CreateBounded<string>(bound, _ => Interlocked.Increment(ref dropped));
        writing = Task.Run(WriteAsync);
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(LogAsync);
            next(app);
        };

    /// <summary>Writes the last line, and waits for it a little.</summary>
    public async Task StopAsync()
    {
        var (served, lost) = (Interlocked.Read(ref requests), Interlocked.Read(ref dropped));
        var last = isJson
            ? Json(json =>
            {
                json.WriteString("event", "stopped");
                json.WriteNumber("requests", served);
                json.WriteNumber("dropped", lost);
            })
            : string.Create(CultureInfo.InvariantCulture, $"{Now()} stopped, {served} requests")
                + (lost > 0 ? string.Create(CultureInfo.InvariantCulture, $", {lost} lines dropped") : "");
        lines.Writer.TryWrite(last);
        lines.Writer.Complete();
        await Task.WhenAny(writing, Task.Delay(MaxFlush, TimeProvider.System));
    }

    private async Task LogAsync(HttpContext http, RequestDelegate next)
    {
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            if (http.Features.Get<Exchange>() is { } exchange)
                Note(http, exchange, TimeProvider.System.GetElapsedTime(began));
        }
    }

    private void Note(HttpContext http, Exchange exchange, TimeSpan took)
    {
        Interlocked.Increment(ref requests);
        // A fault's reset, and a client that left: no answer, no status.
        var status = http.RequestAborted.IsCancellationRequested ? 0 : http.Response.StatusCode;
        var api = exchange.Api?.Id ?? exchange.Vendor.Slug;
        // No sandbox: it failed before one was found.
        var sandbox = exchange.Sandbox?.Name ?? "-";
        var finding = Decisive(exchange.Findings);
        var said = finding is null ? null : $"{finding.In} {finding.Pointer} {finding.Keyword}: {finding.Expected}";
        lines.Writer.TryWrite(
            isJson
                ? Json(json => Write(json, sandbox, api, exchange, status, said, took))
                : Line(sandbox, api, exchange, status, said, took)
        );
    }

    private static string Line(
        string sandbox,
        string api,
        Exchange exchange,
        int status,
        string? finding,
        TimeSpan took
    )
    {
        var asked = exchange.Operation?.Id ?? exchange.Method;
        var ms = took.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);
        var fault = exchange.Fault is { } armed ? $" fault {armed.Traits.Name}" : "";
        var found = finding is null ? "" : " " + finding.ReplaceLineEndings(" ");
        return $"{Now()} {sandbox} {api} {asked} {status} {ms}ms{fault}{found}";
    }

    // The first that was refused, else the first.
    private static Finding? Decisive(IReadOnlyList<Finding> findings)
    {
        Finding? decisive = null;
        foreach (var finding in findings)
            if (decisive is null || (finding.Refused && !decisive.Refused))
                decisive = finding;
        return decisive;
    }

    private static void Write(
        Utf8JsonWriter json,
        string sandbox,
        string api,
        Exchange exchange,
        int status,
        string? finding,
        TimeSpan took
    )
    {
        json.WriteString("sandbox", sandbox);
        json.WriteString("vendor", api);
        json.WriteString("method", exchange.Method);
        if (exchange.Operation is { } operation)
            json.WriteString("operation", operation.Id);
        json.WriteNumber("status", status);
        json.WriteNumber("ms", Math.Round(took.TotalMilliseconds, 1));
        json.WriteNumber("exchange", exchange.Id);
        if (exchange.Fault is { } fault)
            json.WriteString("fault", fault.Traits.Name);
        if (finding is not null)
            json.WriteString("finding", finding);
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("time", Now());
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    // Of the machine, not of a sandbox: a log is read beside others.
    private static string Now() =>
        TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var line in lines.Reader.ReadAllAsync())
                await output.WriteLineAsync(line);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A full disk or a closed stream: serving goes on.
        }
    }
}
