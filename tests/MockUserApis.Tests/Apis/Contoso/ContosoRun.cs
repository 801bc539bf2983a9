namespace MockUserApis.Tests.Apis.Contoso;

/// <summary>A server of the vendor alone, and its sandboxes.</summary>
public abstract class ContosoRun : IAsyncLifetime
{
    private Server? server;

    protected Contoso Vendor { get; } = new();

    protected Server Server => server!;

    /// <summary>Null: those of the run.</summary>
    protected virtual MockOptions? Options => null;

    public async ValueTask InitializeAsync() =>
        server = await Server.StartAsync(Options, Options is null ? Store.Use : null, vendors: [Vendor]);

    public async ValueTask DisposeAsync()
    {
        await server!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>25 users, so 3 accounts.</summary>
    protected Task<TestSandbox> SandboxAsync(long seed = 1) =>
        Server.SandboxAsync($$"""{"seed":{{seed}},"population":25}""");

    protected Task<WireAnswer> CallAsync(TestSandbox box, string method, string path, string? body = null) =>
        box.CallAsync(Vendor, method, path, body);

    protected async Task<string> TextAsync(TestSandbox box, string path)
    {
        var answer = await CallAsync(box, "GET", path);
        answer.Status.ShouldBe(200, answer.Text);
        return answer.Text;
    }
}
