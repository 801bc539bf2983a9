using System.Globalization;

namespace MockUserApis.Tests.Support;

/// <summary>A span as a collector receives it (opentelemetry/proto/trace/v1).</summary>
internal sealed record OtlpSpan(
    string Source,
    string Service,
    string Name,
    string Trace,
    string Parent,
    int Kind,
    int Status,
    TimeSpan Duration,
    IReadOnlyDictionary<string, string> Tags
)
{
    public static IEnumerable<OtlpSpan> All(ProtobufMessage request) =>
        from resource in request.All(1)
        let service = OtlpTags.Of(resource.One(1), 1)["service.name"]
        from scope in resource.All(2)
        let source = scope.One(1).Text(1)
        from span in scope.All(2)
        select new OtlpSpan(
            source,
            service,
            span.Text(5),
            span.Hex(1),
            span.Hex(4),
            (int)span.Number(6),
            span.Has(15) ? (int)span.One(15).Number(3) : 0,
            TimeSpan.FromMicroseconds((span.Number(8) - span.Number(7)) / 1000),
            OtlpTags.Of(span, 9)
        );
}

/// <summary>A point of a histogram or a sum (opentelemetry/proto/metrics/v1).</summary>
internal sealed record OtlpPoint(
    string Meter,
    string Name,
    string Unit,
    ulong Count,
    double Sum,
    IReadOnlyList<double> Bounds,
    IReadOnlyDictionary<string, string> Tags
)
{
    public static IEnumerable<OtlpPoint> All(ProtobufMessage request) =>
        from resource in request.All(1)
        from scope in resource.All(2)
        let meter = scope.One(1).Text(1)
        from metric in scope.All(2)
        from point in OfHistogram(meter, metric).Concat(OfSum(meter, metric))
        select point;

    private static IEnumerable<OtlpPoint> OfHistogram(string meter, ProtobufMessage metric) =>
        from data in metric.All(9)
        from point in data.All(1)
        select new OtlpPoint(
            meter,
            metric.Text(1),
            metric.Text(3),
            point.Number(4),
            point.Double(5),
            point.Doubles(7),
            OtlpTags.Of(point, 9)
        );

    private static IEnumerable<OtlpPoint> OfSum(string meter, ProtobufMessage metric) =>
        from data in metric.All(7)
        from point in data.All(1)
        select new OtlpPoint(
            meter,
            metric.Text(1),
            metric.Text(3),
            point.Number(6),
            point.Double(4),
            [],
            OtlpTags.Of(point, 7)
        );
}

internal static class OtlpTags
{
    public static Dictionary<string, string> Of(ProtobufMessage message, int number) =>
        message.All(number).ToDictionary(pair => pair.Text(1), pair => Value(pair.One(2)));

    private static string Value(ProtobufMessage any) =>
        any.Has(1) ? any.Text(1)
        : any.Has(2) ? (any.Number(2) == 1 ? "true" : "false")
        : any.Has(3) ? ((long)any.Number(3)).ToString(CultureInfo.InvariantCulture)
        : any.Has(4) ? any.Double(4).ToString(CultureInfo.InvariantCulture)
        : "";
}
