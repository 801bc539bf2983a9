using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// What OpenTelemetry, or who else listens, can hear of requests to vendors. Names are those of its semantic
/// conventions, where it has some.
/// </summary>
public static class Telemetry
{
    /// <summary>The source of the spans, and the meter.</summary>
    public const string Name = "MockUserApis";

    private static readonly string Version = typeof(Telemetry).Assembly.GetName().Version!.ToString(3);

    private static readonly Meter Meter = new(Name, Version);

    // The bounds that the conventions ask for.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };

    internal static readonly ActivitySource Source = new(Name, Version);

    internal static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "http.server.request.duration",
        "s",
        "Duration of requests to a vendor.",
        advice: Seconds
    );

    internal static readonly Counter<long> Findings = Meter.CreateCounter<long>(
        "mock_user_apis.findings",
        "{finding}",
        "Departures of requests from the vendors' contracts."
    );

    internal static readonly Counter<long> Faults = Meter.CreateCounter<long>(
        "mock_user_apis.faults",
        "{fault}",
        "Armed faults that acted on a request."
    );

    /// <summary>Of the span of the request that is being answered; null: it has none that anybody is told of.</summary>
    internal static string? TraceId =>
        Activity.Current is { Recorded: true, Source.Name: Name } span ? span.TraceId.ToHexString() : null;

    /// <summary>Somebody listens.</summary>
    internal static bool IsOn => Source.HasListeners() || Duration.Enabled || Findings.Enabled || Faults.Enabled;
}
