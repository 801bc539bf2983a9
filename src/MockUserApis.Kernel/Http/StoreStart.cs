using Microsoft.Extensions.Hosting;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Http;

/// <summary>Gets the store ready before the server listens.</summary>
internal sealed class StoreStart(Sandboxes sandboxes) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => sandboxes.StartAsync().AsTask();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
