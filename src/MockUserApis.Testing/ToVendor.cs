namespace MockUserApis.Testing;

// Sends every request to one vendor and into one sandbox, whatever host it was meant for.
internal sealed class ToVendor(Uri address, string sandbox) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        request.RequestUri = new Uri(address, request.RequestUri!.PathAndQuery);
        request.Headers.Host = null;
        request.Headers.Remove("X-Mock-Sandbox");
        request.Headers.Add("X-Mock-Sandbox", sandbox);
        return base.SendAsync(request, cancellation);
    }
}
