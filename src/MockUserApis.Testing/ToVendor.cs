namespace MockUserApis.Testing;

// Sends every request to one vendor and into one sandbox, whatever host it was meant for.
internal sealed class ToVendor(Uri address, string sandbox) : DelegatingHandler
{
    // Not to override it would let what is sent without await out to the real host.
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellation)
    {
        Turn(request);
        return base.Send(request, cancellation);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        Turn(request);
        return base.SendAsync(request, cancellation);
    }

    private void Turn(HttpRequestMessage request)
    {
        request.RequestUri = new Uri(address, request.RequestUri!.PathAndQuery);
        request.Headers.Host = null;
        request.Headers.Remove("X-Mock-Sandbox");
        request.Headers.Add("X-Mock-Sandbox", sandbox);
    }
}
