namespace MockUserApis.Otel;

/// <summary>What the standard variables ask for. Without one of them nothing is exported.</summary>
/// <param name="Traces">Null: no spans are exported.</param>
/// <param name="Metrics">Null: no measures are exported.</param>
internal sealed record OtelSettings(OtelSignal? Traces, OtelSignal? Metrics, IReadOnlyList<string> Warnings)
{
    // The exporter and the SDK read these themselves, and say nothing of one that they ignore.
    private static readonly string[] Numbers =
    [
        "OTEL_BSP_SCHEDULE_DELAY",
        "OTEL_BSP_EXPORT_TIMEOUT",
        "OTEL_BSP_MAX_QUEUE_SIZE",
        "OTEL_BSP_MAX_EXPORT_BATCH_SIZE",
        "OTEL_METRIC_EXPORT_INTERVAL",
        "OTEL_METRIC_EXPORT_TIMEOUT",
    ];

    public static OtelSettings Read(Func<string, string?> environment)
    {
        var variables = new OtelVariables(environment);
        if (variables.Flag("OTEL_SDK_DISABLED"))
            return new(null, null, []);
        var traces = Asks(variables, "TRACES") ? OtelSignal.Read(variables, "TRACES") : null;
        var metrics = Asks(variables, "METRICS") ? OtelSignal.Read(variables, "METRICS") : null;
        if (traces is not null || metrics is not null)
            Check(variables);
        return new(traces, metrics, variables.Warnings);
    }

    // The specification's default is to export; a mock that nobody told where to does not.
    private static bool Asks(OtelVariables variables, string signal)
    {
        var exporters = variables.SomeOf($"OTEL_{signal}_EXPORTER", "otlp", "none");
        return exporters.Count > 0 ? exporters.Contains("otlp") : OtelSignal.Endpoint(variables, signal) is not null;
    }

    private static void Check(OtelVariables variables)
    {
        foreach (var name in Numbers)
            variables.Number(name);
        variables.OneOf(
            "OTEL_TRACES_SAMPLER",
            "always_on",
            "always_off",
            "traceidratio",
            "parentbased_always_on",
            "parentbased_always_off",
            "parentbased_traceidratio"
        );
        variables.Fraction("OTEL_TRACES_SAMPLER_ARG");
        variables.OneOf("OTEL_METRICS_EXEMPLAR_FILTER", "always_on", "always_off", "trace_based");
        variables.OneOf("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", "cumulative", "delta", "lowmemory");
    }
}
