using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using MockUserApis.Kernel.Pipeline;

namespace MockUserApis.Testing;

// The mock without a socket. Addresses keep their ports, which nothing listens on: the port still names the vendor, so
// the pipeline is the same as on Kestrel. Clients see what they would see on a socket (AsOnASocket).
internal static class InMemory
{
    private const int UsualPort = 5080;

    public static void Use(WebApplicationBuilder builder, int port)
    {
        builder.Services.AddSingleton<IStartupFilter, KestrelsEnd>();
        builder.Services.AddSingleton<IServer>(services =>
        {
            var addresses = new ServerAddressesFeature();
            var root = port == 0 ? UsualPort : port;
            var vendors = services.GetRequiredService<VendorDirectory>().All;
            foreach (var offset in vendors.Select(v => v.PortOffset).Prepend(0))
            {
                addresses.Addresses.Add(FormattableString.Invariant($"http://127.0.0.1:{root + offset}"));
            }

            var features = new FeatureCollection();
            features.Set<IServerAddressesFeature>(addresses);
            return new TestServer(services, features);
        });
    }

    public static HttpMessageHandler Handler(WebApplication app)
    {
        var server = (TestServer)app.Services.GetRequiredService<IServer>();
        return new AsOnASocket(app.Services.GetRequiredService<TimeProvider>(), app.Lifetime.ApplicationStopping)
        {
            InnerHandler = server.CreateHandler(AsOnASocket.Arrive),
        };
    }

    // How Kestrel ends an answer, and the server in process does not.
    private sealed class KestrelsEnd : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(EndAsync);
                next(app);
            };

        private static async Task EndAsync(HttpContext http, RequestDelegate next)
        {
            var answer = http.Response;
            try
            {
                await next(http);
            }
            catch (IOException) when (answer is { HasStarted: true, ContentLength: > 0 })
            {
                // What was written so far arrives, and is less than its length says. Thrown on, it would be lost.
                return;
            }

            var hasBody = answer.StatusCode is not (204 or 304) && !HttpMethods.IsHead(http.Request.Method);
            if (!answer.HasStarted && answer.ContentLength is null && hasBody)
                answer.ContentLength = 0;
        }
    }
}
