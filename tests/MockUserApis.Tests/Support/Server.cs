using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MockUserApis.DocumentTool;

namespace MockUserApis.Tests.Support;

/// <summary>A server of every vendor on free ports, in this process.</summary>
public sealed class Server : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly LedgerLaw law;

    private Server(WebApplication app, LedgerLaw law) => (this.app, this.law) = (app, law);

    public VendorDirectory Directory => app.Services.GetRequiredService<VendorDirectory>();

    public Sandboxes Sandboxes => app.Services.GetRequiredService<Sandboxes>();

    public Scans Scans => app.Services.GetRequiredService<Scans>();

    public Wire Control => new(Directory.BasePort);

    /// <summary>Every route of the control plane.</summary>
    public IEnumerable<RouteEndpoint> Routes =>
        app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>Listening; stopped when disposed.</summary>
    /// <param name="vendors">
    /// Those that it serves; null: all of the product, with the documents that its build made. Of others it makes them.
    /// </param>
    public static async Task<Server> StartAsync(
        MockOptions? options = null,
        Action<WebApplicationBuilder>? more = null,
        Action<IApplicationBuilder>? pages = null,
        IReadOnlyList<Vendor>? vendors = null
    )
    {
        var law = new LedgerLaw();
        var app = MockServer.Build(
            (options ?? new MockOptions()) with
            {
                Port = 0,
            },
            vendors ?? MockFixture.Known,
            (vendors is null ? null : (Action<WebApplicationBuilder>)OpenApiDocuments.Add)
                + more
                + (b => b.Services.AddSingleton<IStartupFilter>(law)),
            (vendors is null ? (Action<IApplicationBuilder>)MockHost.MapDocuments : OpenApiDocuments.Map) + pages
        );
        await app.StartAsync();
        return new Server(app, law);
    }

    public Vendor Vendor(string slug) =>
        Directory.BySlug(slug) ?? throw new ArgumentException($"No vendor {slug}.", nameof(slug));

    /// <summary>A vendor's own port; the vendor may be another server's.</summary>
    public int Port(Vendor vendor) => new Uri(Directory.Url(Vendor(vendor.Slug))).Port;

    /// <summary>The same also where the mock does not give it away, behind a public address.</summary>
    public int OwnPort(Vendor vendor) => Enumerable.Range(1, ushort.MaxValue).First(p => Directory.ByPort(p) == vendor);

    public Wire Wire(Vendor vendor) => new(Port(vendor));

    /// <summary>A new sandbox, made through the control plane.</summary>
    public async Task<TestSandbox> SandboxAsync(string? options = null)
    {
        var made = await Control.SendAsync("POST", "/_mock/sandboxes", options ?? "{}");
        made.Status.ShouldBe(201, made.Text);
        return new TestSandbox(this, made.Json.GetProperty("name").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        law.Check();
    }
}
