using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace MockUserApis.Tests.Support;

/// <summary>What one request cost.</summary>
/// <param name="Bytes">Allocated.</param>
/// <param name="Steps">Counted by <see cref="Work"/>.</param>
/// <param name="Exchange">Its journal entry.</param>
public sealed record Cost(int Status, long Bytes, long Steps, string Answer, string Exchange);

/// <summary>A server whose requests run on the caller's thread, so that the cost of each can be counted.</summary>
public sealed class MeasuredServer : IAsyncDisposable
{
    private const int BasePort = 5080;

    private readonly WebApplication app;
    private readonly Captured server;

    private MeasuredServer(WebApplication app, Captured server) => (this.app, this.server) = (app, server);

    public static async Task<MeasuredServer> StartAsync(MockOptions? options = null)
    {
        options ??= new MockOptions();
        var app = MockServer.Build(options with { Port = 0, RateLimits = false }, MockFixture.Known, Use);
        await app.StartAsync();
        return new MeasuredServer(app, (Captured)app.Services.GetRequiredService<IServer>());
    }

    private static void Use(WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<IServer>(s => new Captured(s.GetRequiredService<VendorDirectory>()));

    public Vendor Vendor(string slug) => app.Services.GetRequiredService<VendorDirectory>().BySlug(slug)!;

    /// <summary>A call to a vendor with the default sandbox's credential.</summary>
    public Cost Call(
        string slug,
        string method,
        string target,
        string? body,
        IEnumerable<KeyValuePair<string, string>>? more = null
    )
    {
        var credential = Vendor(slug).Issue(Sandboxes.Default)[0].Headers;
        var bytes = body is null ? null : Encoding.UTF8.GetBytes(body);
        return Send(method, $"/{slug}{target}", bytes, credential.Concat(more ?? []));
    }

    public Cost Send(string method, string target, byte[]? body, IEnumerable<KeyValuePair<string, string>> headers)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var request = new HttpRequestFeature
        {
            Method = method,
            Protocol = "HTTP/1.1",
            Scheme = "http",
            RawTarget = target,
            Path = Uri.UnescapeDataString(query < 0 ? target : target[..query]),
            QueryString = query < 0 ? "" : target[query..],
        };
        request.Headers.Host = "127.0.0.1";
        foreach (var (name, value) in headers)
            request.Headers[name] = value;
        if (body is not null)
        {
            request.Body = new MemoryStream(body);
            if (request.Headers.ContentType.Count == 0)
                request.Headers.ContentType = "application/json";
            request.Headers.ContentLength = body.Length;
        }

        var answer = new MemoryStream();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(request);
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer));
        features.Set<IHttpConnectionFeature>(new HttpConnectionFeature { LocalPort = BasePort });
        var (bytes, steps) = (GC.GetAllocatedBytesForCurrentThread(), Work.Steps);
        var done = server.Handle(features);
        (bytes, steps) = (GC.GetAllocatedBytesForCurrentThread() - bytes, Work.Steps - steps);
        done.IsCompletedSuccessfully.ShouldBeTrue("What left the thread was not counted.");
        var response = features.GetRequiredFeature<IHttpResponseFeature>();
        var exchange = response.Headers["X-Mock-Exchange"].ToString();
        return new Cost(response.StatusCode, bytes, steps, Encoding.UTF8.GetString(answer.ToArray()), exchange);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private sealed class Captured : IServer
    {
        public Captured(VendorDirectory directory)
        {
            var addresses = new ServerAddressesFeature();
            foreach (var offset in directory.All.Select(v => v.PortOffset).Prepend(0))
            {
                addresses.Addresses.Add(FormattableString.Invariant($"http://127.0.0.1:{BasePort + offset}"));
            }

            Features.Set<IServerAddressesFeature>(addresses);
        }

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Func<IFeatureCollection, Task> Handle { get; private set; } = _ => Task.CompletedTask;

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull
        {
            Handle = features => application.ProcessRequestAsync(application.CreateContext(features));
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() { }
    }
}
