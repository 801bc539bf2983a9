using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MockUserApis.Testing;

// Around the server in process: a client meets the same exceptions, versions and headers as on a socket, so that a
// test of retries or time-outs says the same on both. What SocketsHttpHandler throws is the measure.
internal sealed class AsOnASocket(TimeProvider time, CancellationToken stopped) : DelegatingHandler
{
    private static readonly AsyncLocal<Uri?> Sent = new();

    // TestServer decodes the path, drops the port, takes every version; a socket does none of it.
    public static void Arrive(HttpContext http)
    {
        http.Connection.LocalPort = Sent.Value!.Port;
        http.Request.Protocol = HttpProtocol.Http11;
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = Sent.Value.PathAndQuery;
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellation) =>
        Task.Run(() => SendAsync(request, cancellation), CancellationToken.None).GetAwaiter().GetResult();

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellation
    )
    {
        if (stopped.IsCancellationRequested)
            throw SocketFailure.Refused(request.RequestUri!);
        Sent.Value = request.RequestUri;
        SayTrace(request);
        try
        {
            // A socket's client does not wait for the server to notice that it left.
            var answer = await base.SendAsync(request, cancellation).WaitAsync(cancellation);
            return await DressAsync(request, answer);
        }
        catch (OperationCanceledException error) when (cancellation.IsCancellationRequested)
        {
            throw SocketFailure.Cancelled(error, cancellation);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            throw SocketFailure.Reset();
        }
    }

    // As SocketsHttpHandler does, unless the client did it.
    private static void SayTrace(HttpRequestMessage request)
    {
        if (Activity.Current is not { } current || request.Headers.Contains("traceparent"))
            return;
        DistributedContextPropagator.Current.Inject(
            current,
            request,
            static (to, name, value) => ((HttpRequestMessage)to!).Headers.TryAddWithoutValidation(name, value)
        );
    }

    // Kestrel speaks HTTP/1.1 here, dates each answer, and sends in chunks what has no length.
    private async Task<HttpResponseMessage> DressAsync(HttpRequestMessage request, HttpResponseMessage answer)
    {
        answer.Version = HttpVersion.Version11;
        answer.Headers.Date ??= time.GetUtcNow();
        var plain = answer.Content;
        var length = plain.Headers.ContentLength;
        var hasBody = (int)answer.StatusCode is not (204 or 304) && request.Method != HttpMethod.Head;
        if (hasBody && length is null)
            answer.Headers.TransferEncodingChunked = true;
        var body = await plain.ReadAsStreamAsync(CancellationToken.None);
        answer.Content = new StreamContent(new ArrivingBody(body, hasBody ? length ?? 0 : 0));
        foreach (var (name, values) in plain.Headers)
            answer.Content.Headers.TryAddWithoutValidation(name, values);
        return answer;
    }
}
