using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MockUserApis.DocumentTool;

namespace MockUserApis.Tests.Support;

/// <summary>A server of every vendor on free ports, in this process or in the program of MOCK_PROGRAM.</summary>
public sealed class Server : IAsyncDisposable
{
    private readonly WebApplication? app;
    private readonly LedgerLaw law;
    private readonly MockProcess? process;
    private readonly MockOptions options;

    private Server(WebApplication app, LedgerLaw law, MockOptions options)
    {
        (this.app, this.law, this.options) = (app, law, options);
        Directory = app.Services.GetRequiredService<VendorDirectory>();
    }

    private Server(MockProcess process, MockOptions options)
    {
        (this.process, this.options, law) = (process, options, new LedgerLaw());
        var vendors = MockFixture.Known.Where(v => options.Vendors is [] || options.Vendors.Contains(v.Slug)).ToList();
        Directory = new VendorDirectory(vendors, options);
        Directory.Listening(options.Host, process.ControlPort, vendors.ToDictionary(v => v, v => process.Port(v.Slug)));
    }

    public VendorDirectory Directory { get; }

    public Sandboxes Sandboxes => Services.GetRequiredService<Sandboxes>();

    public Scans Scans => Services.GetRequiredService<Scans>();

    public Wire Control => new(Directory.BasePort);

    /// <summary>The kernel is in this process.</summary>
    public bool IsHere => app is not null;

    /// <summary>Every route of the control plane.</summary>
    public IEnumerable<RouteEndpoint> Routes =>
        ((IEndpointRouteBuilder)(app ?? MockHost.Build(options)))
            .DataSources.SelectMany(s => s.Endpoints)
            .OfType<RouteEndpoint>();

    private IServiceProvider Services
    {
        get
        {
            if (app is null)
                BuiltProgram.NeedsTheKernel();
            return app.Services;
        }
    }

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
        options ??= new MockOptions();
        var isTheProduct = vendors is null && Store.IsOfRun(more) && (pages is null || pages == MockHost.UsePages);
        if (BuiltProgram.IsNative && isTheProduct && ProgramOptions.Of(options) is { } words)
            return new Server(await MockProcess.StartAsync(words), options);
        var law = new LedgerLaw();
        var app = MockServer.Build(
            options with
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
        return new Server(app, law, options);
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
        return new TestSandbox(this, made.Json.GetProperty("name").GetString()!, options);
    }

    /// <summary>
    /// A sandbox as it is when it is made with these options, in this process: its population is the same anywhere.
    /// </summary>
    internal Sandbox AsMade(string name, string? made)
    {
        using var json = JsonDocument.Parse(made ?? "{}");
        long Number(string field, long usual) =>
            json.RootElement.TryGetProperty(field, out var n) ? n.GetInt64() : usual;
        var profile = json.RootElement.TryGetProperty("profile", out var p)
            ? Enum.Parse<Profile>(p.GetString()!, ignoreCase: true)
            : options.Profile;
        var (seed, population) = (Number("seed", options.Seed), Number("population", options.Population));
        var sandboxes = new MemorySandboxes(options, Directory.All, TimeProvider.System);
        var wanted = new SandboxOptions(name, seed, population, profile, RateLimits: true);
        return name == Sandboxes.Default ? sandboxes.DefaultSandbox : sandboxes.Create(wanted, null)!;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        if (app is not null)
            await app.DisposeAsync();
        law.Check();
    }
}
