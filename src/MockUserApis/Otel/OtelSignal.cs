using OpenTelemetry.Exporter;

namespace MockUserApis.Otel;

/// <summary>
/// Where spans or measures go. The exporter itself reads the variables for all signals, not those of one signal, and
/// its default protocol is not the specification's.
/// </summary>
/// <param name="Own">The address that is meant for this signal alone, with its path; null: the one for all.</param>
/// <param name="Shown">The address without user and query, for people.</param>
/// <param name="HasOwnCertificates">The exporter makes its client of the certificates that variables name.</param>
internal sealed record OtelSignal(
    Uri? Own,
    string Shown,
    string Protocol,
    string? Compression,
    string? Headers,
    int? Timeout,
    bool HasOwnCertificates
)
{
    private const string All = "OTEL_EXPORTER_OTLP_";
    private const string Grpc = "grpc";
    private const string Http = "http/protobuf";
    private const string Gzip = "gzip";

    public static Uri? Endpoint(OtelVariables variables, string signal) =>
        variables.Url($"{All}{signal}_ENDPOINT") ?? variables.Url($"{All}ENDPOINT");

    public static OtelSignal Read(OtelVariables variables, string signal)
    {
        var one = $"{All}{signal}_";
        var protocol = Of(name => variables.OneOf(name, Grpc, Http)) ?? Http;
        var fallback = new Uri(protocol == Grpc ? "http://localhost:4317" : "http://localhost:4318");
        return new(
            variables.Url(one + "ENDPOINT"),
            (Endpoint(variables, signal) ?? fallback).GetComponents(
                UriComponents.SchemeAndServer | UriComponents.Path,
                UriFormat.UriEscaped
            ),
            protocol,
            OfName("COMPRESSION", name => variables.OneOf(name, Gzip, "none")),
            OfName("HEADERS", variables.Text),
            variables.Number(one + "TIMEOUT") ?? variables.Number(All + "TIMEOUT"),
            variables.Text(All + "CERTIFICATE") is not null || variables.Text(All + "CLIENT_CERTIFICATE") is not null
        );

        string? Of(Func<string, string?> read) => OfName("PROTOCOL", read);
        string? OfName(string name, Func<string, string?> read) => read(one + name) ?? read(All + name);
    }

    public void Set(OtlpExporterOptions options)
    {
        options.Protocol = Protocol == Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        if (Own is not null)
            options.Endpoint = Own;
        options.Compression = Compression == Gzip ? OtlpExportCompression.GZip : OtlpExportCompression.None;
        options.Headers = Headers;
        if (Timeout is { } milliseconds)
            options.TimeoutMilliseconds = milliseconds;
        if (HasOwnCertificates)
            return;
        options.HttpClientFactory = () =>
            new HttpClient(new ExportFailures(this))
            {
                Timeout = TimeSpan.FromMilliseconds(options.TimeoutMilliseconds),
            };
    }
}
