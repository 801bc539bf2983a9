using System.Globalization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.DocumentTool;

/// <summary>Nothing listens: routes are known once the application has started, and a build opens no port.</summary>
internal sealed class ServerWithoutPorts : IServer
{
    public ServerWithoutPorts(IReadOnlyList<Vendor> vendors)
    {
        var addresses = new ServerAddressesFeature();
        foreach (var offset in vendors.Select(v => v.PortOffset).Prepend(0))
            addresses.Addresses.Add(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{5080 + offset}"));
        Features.Set<IServerAddressesFeature>(addresses);
    }

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() { }
}
