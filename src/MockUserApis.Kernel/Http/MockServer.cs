using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Certificates;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.State.Memory;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Http;

/// <summary>The server: one Kestrel, a port for the control plane and one for each vendor, one pipeline.</summary>
public static class MockServer
{
    /// <summary>What was accepted has this long to finish once the server is told to stop.</summary>
    private static readonly TimeSpan MaxShutdown = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Builds the server; it listens once started. Throws a message with the fix when the vendors do not fit together.
    /// </summary>
    public static WebApplication Build(
        MockOptions options,
        IReadOnlyList<Vendor> known,
        Action<WebApplicationBuilder>? more = null,
        Action<IApplicationBuilder>? pages = null
    )
    {
        options.Check();
        var vendors = VendorCatalog.Select(options, known);
        _ = Task.Run(VendorCatalog.ReadNames);
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }
        );
        // The host's own diagnostics say nothing from Error on; merely enabled, they make an activity and a scope for
        // each request.
        builder
            .Logging.AddProvider(new ErrorLog())
            .SetMinimumLevel(LogLevel.Error)
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        var hosts = new ProxiedHosts(vendors, options);
        var certificate = ServerCertificate.For(options, hosts.Names);
        var loopbacks = new Loopbacks();
        builder
            .WebHost.UseKestrelCore()
            .UseSockets(sockets =>
            {
                sockets.CreateBoundListenSocket = loopbacks.Bind;
                // Straight to the thread pool: a queue a processor gathers less than its turns cost, where each request
                // and each answer is one read and one write.
                sockets.IOQueueCount = 0;
            })
            .ConfigureKestrel(kestrel =>
            {
                var proxy = kestrel.ApplicationServices.GetRequiredService<Proxy>;
                Listen(kestrel, options, vendors, loopbacks, new PortProtocols(options, certificate, proxy));
            });
        builder.Services.AddSingleton(_ => loopbacks);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = MaxShutdown);
        builder
            .Services.AddSingleton(options)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IReadOnlyList<Vendor>>(vendors)
            .AddSingleton(new VendorDirectory(vendors, options))
            .AddSingleton<Callers>()
            .AddSingleton<Cors>()
            .AddSingleton(hosts)
            .AddSingleton<Proxy>()
            .AddSingleton(new Identity(certificate))
            .AddSingleton<Sandboxes, MemorySandboxes>()
            .AddSingleton<Readiness>()
            .AddSingleton<ControlPlane>()
            .AddSingleton<ArrivingBodies>()
            .ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Insert(0, ControlJson.Plain));
        builder.Services.AddSingleton(_ => new Scans());
        builder.Services.AddRouting();
        builder.Services.AddSingleton<ServerStart>().AddHostedService(s => s.GetRequiredService<ServerStart>());
        more?.Invoke(builder);
        var app = builder.Build();
        Compose(app, vendors, pages);
        return app;
    }

    /// <summary>The steps of one request, in order. Each step answers or hands on.</summary>
    private static void Compose(WebApplication app, IReadOnlyList<Vendor> vendors, Action<IApplicationBuilder>? pages)
    {
        var vendor = ((IApplicationBuilder)app).New();
        vendor.UseMiddleware<Trace>(); // spans and measures, where somebody listens
        vendor.UseMiddleware<Receive>(); // the body, once
        vendor.UseMiddleware<Locate>(); // the operation, by the spec's paths
        vendor.UseMiddleware<Enter>(); // the sandbox, by name or credential
        vendor.UseMiddleware<Record>(); // journal, then wire
        vendor.UseMiddleware<Admit>(); // path, credentials, method
        vendor.UseMiddleware<Disturb>(); // armed faults, used up by who was let in
        vendor.UseMiddleware<Throttle>(); // limits
        vendor.UseMiddleware<Check>(); // the contract
        vendor.Run(new Act(app.Services.GetRequiredService<Scans>()).InvokeAsync);
        if (app.Services.GetRequiredService<Sandboxes>().IsElsewhere)
            app.UseMiddleware<Outage>();
        app.UseMiddleware<Address>(vendor.Build()); // the vendor, or the control plane:
        app.UseMiddleware<Envelope>(); // never an empty error
        pages?.Invoke(app); // files that hold no secret
        app.UseRouting();
        app.UseMiddleware<Guard>(); // the endpoint says who may ask
        app.Services.GetRequiredService<ControlPlane>().Map(app);
        app.Services.GetRequiredService<ServerStart>().Bound = () => Ready(app, vendors);
    }

    private static void Listen(
        KestrelServerOptions kestrel,
        MockOptions options,
        IReadOnlyList<Vendor> vendors,
        Loopbacks loopbacks,
        PortProtocols protocols
    )
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.MaxRequestBodySize = null; // --max-body is ours, and answers in the vendor's shape
        Open(options.Port, isBase: true);
        foreach (var vendor in vendors)
            Open(options.PortOf(vendor), isBase: false);

        void Open(int port, bool isBase)
        {
            Action<ListenOptions> open = listen => protocols.Configure(listen, isBase);
            if (options.Host == "localhost")
                loopbacks.Listen(kestrel, port, open);
            else
                kestrel.Listen(IPAddress.Parse(options.Host), port, open);
        }
    }

    // Kestrel lists its addresses in the order of the Listen calls; both loopbacks have the same port.
    private static void Ready(WebApplication app, IReadOnlyList<Vendor> vendors)
    {
        var ports = app
            .Services.GetRequiredService<IServer>()
            .Features.GetRequiredFeature<IServerAddressesFeature>()
            .Addresses.Select(a => new Uri(a).Port)
            .Distinct()
            .ToList();
        app.Services.GetRequiredService<VendorDirectory>()
            .Listening(
                Name(app.Services),
                ports[0],
                vendors.Select((v, i) => (v, i)).ToDictionary(p => p.v, p => ports[p.i + 1])
            );
        app.Services.GetRequiredService<Readiness>().IsReady = true;
        _ = Task.Run(() => VendorCatalog.ReadFirst(vendors));
    }

    // A certificate is for a name, which then is the one to call the server by.
    private static string Name(IServiceProvider services)
    {
        var options = services.GetRequiredService<MockOptions>();
        return options.Https ? services.GetRequiredService<Identity>().Certificate!.Name : options.Host;
    }
}
