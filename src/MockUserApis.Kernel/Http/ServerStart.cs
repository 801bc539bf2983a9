using Microsoft.Extensions.Hosting;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Http;

/// <summary>Gets the store ready before the server listens, and says when it does.</summary>
internal sealed class ServerStart(Sandboxes sandboxes) : IHostedLifecycleService
{
    /// <summary>What to do once the ports are known.</summary>
    public Action Bound { private get; set; } = () => { };

    public Task StartingAsync(CancellationToken cancellationToken) => sandboxes.StartAsync().AsTask();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        Bound();
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
