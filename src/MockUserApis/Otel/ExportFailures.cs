using System.Diagnostics.Tracing;

namespace MockUserApis.Otel;

/// <summary>Says once that the collector does not take what is sent: the SDK tells event listeners alone.</summary>
internal sealed class ExportFailures(OtelSignal signal) : EventListener
{
    private int told;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "OpenTelemetry-Exporter-OpenTelemetryProtocol")
            EnableEvents(eventSource, EventLevel.Error);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (Interlocked.Exchange(ref told, 1) == 1)
            return;
        Terminal.Complain(
            $"The collector at {signal.Shown} does not take the telemetry ({signal.Protocol}). Is it there, and are "
                + "OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_PROTOCOL as it wants them? Serving goes on."
        );
    }
}
