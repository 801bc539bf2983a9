using MockUserApis.Postgres;

namespace MockUserApis.Tests.Support;

/// <summary>One of several servers on the same store.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly Server server;
    private readonly PostgresStore store;

    private Node(Server server, PostgresStore store) => (this.server, this.store) = (server, store);

    public VendorDirectory Directory => server.Directory;

    public Sandboxes Sandboxes => server.Sandboxes;

    public Wire Control => server.Control;

    public static async Task<Node> StartAsync(string url)
    {
        var store = PostgresStore.Open(url);
        return new Node(await Server.StartAsync(more: store.Use), store);
    }

    public Wire Wire(Vendor vendor) => server.Wire(vendor);

    /// <summary>A call to the vendor with the sandbox's credential, checked against the vendor's spec.</summary>
    public Task<WireAnswer> CallAsync(
        Vendor vendor,
        string sandbox,
        string method,
        string target,
        string? body = null
    ) => new TestSandbox(server, sandbox).CallAsync(vendor, method, target, body);

    /// <summary>A call below <c>/_mock/sandboxes/{sandbox}</c>, which must succeed.</summary>
    public Task<WireAnswer> ArrangeAsync(string sandbox, string method, string path, string? body = null) =>
        new TestSandbox(server, sandbox).ArrangeAsync(method, path, body);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        store.Dispose();
    }
}
