using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(MockUserApis.Aspire.Tests.RunningAppHost))]

namespace MockUserApis.Aspire.Tests;

/// <summary>The app host of <c>tests/aspire</c>, started once: it runs the mock and the service.</summary>
public sealed class RunningAppHost : IAsyncLifetime
{
    private static readonly TimeSpan MaxStart = TimeSpan.FromMinutes(2);
    private DistributedApplication? app;

    public DistributedApplication App => app!;

    public ResourceCommandService Commands => App.Services.GetRequiredService<ResourceCommandService>();

    /// <summary>What the dashboard shows of a resource, once it is so.</summary>
    public async Task<CustomResourceSnapshot> StateAsync(string name, Func<CustomResourceSnapshot, bool> isSo)
    {
        var states = App.Services.GetRequiredService<ResourceNotificationService>();
        var seen = await states.WaitForResourceAsync(name, e => isSo(e.Snapshot)).WaitAsync(MaxStart);
        return seen.Snapshot;
    }

    public static bool IsRunning(CustomResourceSnapshot state) => state.State?.Text == KnownResourceStates.Running;

    public T Resource<T>(string name)
        where T : class, IResource =>
        (T)App.Services.GetRequiredService<DistributedApplicationModel>().Resources.Single(r => r.Name == name);

    /// <summary>The service that calls the vendors.</summary>
    public HttpClient Service() => App.CreateHttpClient("consumer");

    /// <summary>The mock's pages and control plane.</summary>
    public HttpClient Mock() => App.CreateHttpClient("vendors", "http");

    public async ValueTask InitializeAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "mock-user-apis.dll");
        string[] arguments = ["--MockUserApis:Program", program];
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(arguments);
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        app = await builder.BuildAsync();
        using var late = new CancellationTokenSource(MaxStart);
        await app.StartAsync(late.Token);
        await StateAsync("consumer", IsRunning);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
    }
}
