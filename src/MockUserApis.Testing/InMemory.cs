using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using MockUserApis.Kernel;

namespace MockUserApis.Testing;

// The mock without a socket. Addresses keep their ports, which nothing listens on: the port still names the vendor, so
// the pipeline is the same as on Kestrel.
internal static class InMemory
{
    private const int UsualPort = 5080;
    private static readonly AsyncLocal<Uri?> Sent = new();

    public static void Use(WebApplicationBuilder builder, int port) => builder.Services.AddSingleton<IServer>(services =>
    {
        var addresses = new ServerAddressesFeature();
        foreach (var offset in services.GetRequiredService<VendorDirectory>().All.Select(v => v.Port).Prepend(0))
        {
            addresses.Addresses.Add(FormattableString.Invariant($"http://127.0.0.1:{(port == 0 ? UsualPort : port) + offset}"));
        }

        var features = new FeatureCollection();
        features.Set<IServerAddressesFeature>(addresses);
        return new TestServer(services, features);
    });

    public static HttpMessageHandler Handler(WebApplication app) =>
        new Target { InnerHandler = ((TestServer)app.Services.GetRequiredService<IServer>()).CreateHandler(Arrive) };

    // TestServer decodes the path and leaves the port out; a socket does neither.
    private static void Arrive(HttpContext http)
    {
        http.Connection.LocalPort = Sent.Value!.Port;
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = Sent.Value.PathAndQuery;
    }

    private sealed class Target : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
        {
            Sent.Value = request.RequestUri;
            return await base.SendAsync(request, cancellation);
        }
    }
}
