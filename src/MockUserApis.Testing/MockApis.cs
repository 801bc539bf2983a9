using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MockUserApis.Configuration;
using MockUserApis.Kernel.Certificates;
using MockUserApis.Kernel.Http;
using MockUserApis.Vendors;

namespace MockUserApis.Testing;

/// <summary>
/// A running mock; it stops when disposed. What it offers of its own is the sandbox <c>default</c>;
/// <see cref="CreateSandboxAsync"/> gives a test one of its own on the same server.
/// </summary>
/// <example><code>await using var mock = await MockApis.StartAsync();</code></example>
public sealed class MockApis : MockScope, IAsyncDisposable
{
    private readonly WebApplication app;

    private MockApis(WebApplication app, ControlPlane control, Func<HttpMessageHandler> handlers)
        : base(control, control.Sandboxes.DefaultAsync().Now(), handlers) => this.app = app;

    /// <summary>
    /// With <see cref="MockApisOptions.Https"/> the CA that signed what this server shows, PEM, for clients that are
    /// given a file: <c>NODE_EXTRA_CA_CERTS</c>, <c>SSL_CERT_FILE</c>. It is made for this server. Else null.
    /// </summary>
    public string? CaCertificate => app.Services.GetRequiredService<Identity>().Authority?.Pem;

    /// <summary>
    /// The control plane's address; with <see cref="MockApisOptions.InProcess"/> only <see cref="CreateClient"/>
    /// reaches it.
    /// </summary>
    public Uri ControlAddress => new(Control.Vendors.Root + "/_mock/");

    /// <summary>Starts a mock: by default on free ports of 127.0.0.1.</summary>
    /// <exception cref="MockRefusedException">An option cannot be taken.</exception>
    [StackTraceHidden]
    public static async Task<MockApis> StartAsync(
        Action<MockApisOptions>? configure = null,
        CancellationToken cancellation = default
    )
    {
        var options = new MockApisOptions();
        configure?.Invoke(options);
        options.Check();
        var app = Refused.Do(() => ValueTask.FromResult(Built(options)));
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception error)
        {
            await app.DisposeAsync();
            if (error is ConfigException wrong)
                throw new MockRefusedException(wrong.Message);
            throw;
        }

        var authority = app.Services.GetRequiredService<Identity>().Authority;
        Func<HttpMessageHandler> handlers = options.InProcess
            ? () => InMemory.Handler(app)
            : () => OverSockets.Handler(authority);
        return new MockApis(app, app.Services.GetRequiredService<ControlPlane>(), handlers);
    }

    private static WebApplication Built(MockApisOptions options)
    {
        var file = options.ReadConfig();
        return MockServer.Build(options.ToKernel(AllVendors.Known, file), AllVendors.Known, Use);

        void Use(WebApplicationBuilder builder)
        {
            if (options.InProcess)
                InMemory.Use(builder, options.Port);
            file?.Use(builder);
        }
    }

    /// <summary>Sends to every address of this mock, through its sockets or, in process, without one.</summary>
    public HttpMessageHandler CreateHandler() => Handlers();

    /// <summary>A client of the base address: the control plane, and each vendor under its slug.</summary>
    public HttpClient CreateClient() => new(Handlers()) { BaseAddress = new Uri(Control.Vendors.Root + "/") };

    /// <summary>
    /// An isolated sandbox on this server: its own users, credentials, clock, faults, limits and journal. Dropped when
    /// disposed.
    /// </summary>
    /// <exception cref="MockRefusedException">It cannot be made so.</exception>
    [StackTraceHidden]
    public async Task<MockSandbox> CreateSandboxAsync(Action<MockSandboxOptions>? configure = null)
    {
        var options = new MockSandboxOptions();
        configure?.Invoke(options);
        var sandboxes = Control.Operations.Sandboxes;
        var made = await Refused.DoAsync(() => sandboxes.CreateAsync(options.ToRequest(), Control.Vendors.Addresses));
        return new MockSandbox(Control, await sandboxes.FindAsync(made.Name), Handlers);
    }

    /// <summary>
    /// A sandbox that is there already: one of <see cref="MockApisOptions.Config"/>. Dropped when disposed.
    /// </summary>
    /// <exception cref="MockRefusedException">There is none of this name.</exception>
    [StackTraceHidden]
    public async Task<MockSandbox> FindSandboxAsync(string name)
    {
        var found = await Refused.DoAsync(() => Control.Operations.Sandboxes.FindAsync(name));
        return new MockSandbox(Control, found, Handlers);
    }

    /// <summary>Stops the server: its clients are refused from here on.</summary>
    public ValueTask DisposeAsync()
    {
        // Handlers in process refuse from here on, as a closed port does.
        app.Lifetime.StopApplication();
        return app.DisposeAsync();
    }
}
