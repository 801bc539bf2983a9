using MockUserApis.Kernel.Pipeline;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MockUserApis.Otel;

/// <summary>Sends spans and measures to a collector, when the standard <c>OTEL_…</c> variables ask for it.</summary>
internal sealed class OtelExport : IAsyncDisposable
{
    // The source, and the meter, of the database's driver.
    private const string Driver = "Npgsql";

    // What is left goes out when the server ends, and a collector that is away holds up nobody.
    private const int MaxFlushMilliseconds = 2000;

    private readonly TracerProvider? traces;
    private readonly MeterProvider? metrics;

    private OtelExport(OtelSettings settings, string[] sources)
    {
        var service = ResourceBuilder
            .CreateEmpty()
            .AddService("mock-user-apis", serviceVersion: typeof(OtelExport).Assembly.GetName().Version!.ToString(3))
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector();
        traces = settings.Traces is { } spans
            ? Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(service)
                .AddSource(sources)
                .AddOtlpExporter(spans.Set)
                .Build()
            : null;
        metrics = settings.Metrics is { } measures
            ? Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(service)
                .AddMeter(sources)
                .AddOtlpExporter(measures.Set)
                .Build()
            : null;
    }

    /// <summary>Null: nobody asks for it, and no part of the SDK is loaded.</summary>
    public static OtelExport? Start(bool hasDatabase)
    {
        var settings = OtelSettings.Read(Environment.GetEnvironmentVariable);
        foreach (var sentence in settings.Warnings)
            Terminal.Complain(sentence);
        return settings is { Traces: null, Metrics: null }
            ? null
            : new OtelExport(settings, hasDatabase ? [Telemetry.Name, Driver] : [Telemetry.Name]);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(
            Task.Run(() => traces?.Shutdown(MaxFlushMilliseconds)),
            Task.Run(() => metrics?.Shutdown(MaxFlushMilliseconds))
        );
        traces?.Dispose();
        metrics?.Dispose();
    }
}
