using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace MockUserApis.Tests.Support;

/// <summary>A collector: takes OTLP over HTTP and over gRPC, on free ports, and decodes what comes.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly WebApplication app;
    private readonly ConcurrentQueue<OtlpSpan> spans = new();
    private readonly ConcurrentQueue<OtlpPoint> points = new();
    private readonly ConcurrentQueue<(string Path, byte[] Body, string? Key)> received = new();
    private readonly SemaphoreSlim news = new(0);

    private OtlpReceiver(WebApplication app) => this.app = app;

    /// <summary>For <c>http/protobuf</c>.</summary>
    public string Url => Addresses[0];

    /// <summary>For <c>grpc</c>.</summary>
    public string GrpcUrl => Addresses[1];

    /// <summary>Of the mock's own requests.</summary>
    public IReadOnlyList<OtlpSpan> Spans => Of("MockUserApis");

    /// <summary>Of what it asked PostgreSQL.</summary>
    public IReadOnlyList<OtlpSpan> DatabaseSpans => Of("Npgsql");

    public IReadOnlyCollection<OtlpPoint> Points => points;

    /// <summary>Path, body and X-Api-Key of each request.</summary>
    public IReadOnlyCollection<(string Path, byte[] Body, string? Key)> Received => received;

    private string[] Addresses =>
        [
            .. app
                .Services.GetRequiredService<IServer>()
                .Features.GetRequiredFeature<IServerAddressesFeature>()
                .Addresses,
        ];

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.Listen(System.Net.IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http1);
                kestrel.Listen(System.Net.IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http2);
            });
        var receiver = new OtlpReceiver(builder.Build());
        receiver.app.Run(receiver.TakeAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>What an exporter is told, to come here.</summary>
    public Dictionary<string, string> Environment(bool isGrpc = false) =>
        new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = isGrpc ? GrpcUrl : Url,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = isGrpc ? "grpc" : "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "10",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "100",
        };

    /// <summary>Waits for a span of the mock that fits.</summary>
    public async Task<OtlpSpan> SpanAsync(Func<OtlpSpan, bool> fits)
    {
        using var end = new CancellationTokenSource(Timeout);
        while (true)
        {
            if (Spans.FirstOrDefault(fits) is { } span)
                return span;
            await news.WaitAsync(end.Token);
        }
    }

    /// <summary>Waits for a measure that fits.</summary>
    public async Task<OtlpPoint> PointAsync(Func<OtlpPoint, bool> fits)
    {
        using var end = new CancellationTokenSource(Timeout);
        while (true)
        {
            if (points.LastOrDefault(fits) is { } point)
                return point;
            await news.WaitAsync(end.Token);
        }
    }

    public ValueTask DisposeAsync()
    {
        news.Dispose();
        return app.DisposeAsync();
    }

    private List<OtlpSpan> Of(string source) => [.. spans.Where(s => s.Source == source)];

    private async Task TakeAsync(HttpContext http)
    {
        var isGrpc = http.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true;
        var body = await BodyAsync(http.Request, isGrpc);
        var path = http.Request.Path.Value!;
        received.Enqueue((path, body, http.Request.Headers["X-Api-Key"]));
        var message = ProtobufMessage.Parse(body);
        if (path is "/v1/traces" or "/opentelemetry.proto.collector.trace.v1.TraceService/Export")
        {
            foreach (var span in OtlpSpan.All(message))
                spans.Enqueue(span);
        }
        else if (path is "/v1/metrics" or "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export")
        {
            foreach (var point in OtlpPoint.All(message))
                points.Enqueue(point);
        }
        else
        {
            http.Response.StatusCode = 404;
        }

        news.Release();
        http.Response.ContentType = isGrpc ? "application/grpc" : "application/x-protobuf";
        if (!isGrpc)
            return;
        // An empty message in its frame, and the status behind it.
        http.Response.AppendTrailer("grpc-status", "0");
        await http.Response.Body.WriteAsync(new byte[5]);
    }

    private static async Task<byte[]> BodyAsync(HttpRequest request, bool isGrpc)
    {
        var whole = new MemoryStream();
        var isZipped = request.Headers.ContentEncoding == "gzip";
        await using var plain = isZipped ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        await plain.CopyToAsync(whole);
        var bytes = whole.ToArray();
        if (!isGrpc)
            return bytes;
        var length = (int)BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1));
        return bytes[5..(5 + length)];
    }
}
