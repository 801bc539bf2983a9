namespace MockUserApis.Otel;

/// <summary>Says once that the collector does not take what is sent; of the SDK nobody would hear it.</summary>
internal sealed class ExportFailures(OtelSignal signal) : DelegatingHandler(new SocketsHttpHandler())
{
    // Of spans and measures together.
    private static int told;

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Seen(base.Send(request, cancellationToken));
        }
        catch
        {
            Tell();
            throw;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return Seen(await base.SendAsync(request, cancellationToken));
        }
        catch
        {
            Tell();
            throw;
        }
    }

    private HttpResponseMessage Seen(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
            Tell();
        return answer;
    }

    private void Tell()
    {
        if (Interlocked.Exchange(ref told, 1) == 1)
            return;
        Terminal.Complain(
            $"The collector at {signal.Shown} does not take the telemetry ({signal.Protocol}). Is it there, and are "
                + "OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_EXPORTER_OTLP_PROTOCOL as it wants them? Serving goes on."
        );
    }
}
