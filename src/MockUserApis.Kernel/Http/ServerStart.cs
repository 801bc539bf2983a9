using Microsoft.Extensions.Hosting;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Http;

/// <summary>
/// Gets the store ready before the server listens. Says that a vendor is not whole before the server counts as started:
/// the specs are read meanwhile, in the order of the ports. A request that comes before waits for its own vendor's.
/// </summary>
internal sealed class ServerStart(Sandboxes sandboxes, ReadingSpecs reading) : IHostedLifecycleService
{
    /// <summary>What to do once the ports are known.</summary>
    public Action Bound { private get; set; } = () => { };

    public Task StartingAsync(CancellationToken cancellationToken) => sandboxes.StartAsync().AsTask();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        Bound();
        return reading.Task;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>The vendors' specs while another thread reads them.</summary>
internal sealed record ReadingSpecs(Task Task);
