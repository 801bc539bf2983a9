using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MockUserApis.Kernel.Http;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Configuration;

/// <summary>
/// Makes a file's sandboxes once the store is ready and before the server listens. A store that outlives the server
/// gets nothing of a file that has a mistake: that is tried in memory first.
/// </summary>
internal sealed class ConfigStart(ConfigFile file, ControlPlane control) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (control.Sandboxes.IsElsewhere)
            await RehearseAsync(file, control.Options, control.Vendors.All);
        await ApplyAsync(file, control);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Makes them in a server that never listens.</summary>
    public static async Task RehearseAsync(ConfigFile file, MockOptions options, IReadOnlyList<Vendor> known)
    {
        // A CA of the mock's own is made when it is first needed, and here it is not.
        var tried = options.CertificateFile is null ? options with { Https = false } : options;
        await using var app = MockServer.Build(tried, known);
        await ApplyAsync(file, app.Services.GetRequiredService<ControlPlane>());
    }

    private static async ValueTask ApplyAsync(ConfigFile file, ControlPlane control)
    {
        var errors = file.Errors();
        foreach (var sandbox in file.Sandboxes?.Entries ?? [])
            await new ConfigSandbox(control, sandbox, errors).MakeAsync();
        errors.Throw();
    }
}
