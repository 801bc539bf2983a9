namespace MockUserApis.Tests.Postgres;

/// <summary>Two nodes on a database of their own, with a sandbox "box".</summary>
public abstract class TwoNodes : IAsyncLifetime
{
    private readonly List<Node> nodes = [];

    private protected IReadOnlyList<Node> Nodes => nodes;

    private protected Node A => nodes[0];

    private protected Node B => nodes[1];

    private protected static Vendor UserCom => MockFixture.Contracts.Single(v => v.Slug == "user-com");

    private protected static Vendor VoltMx => MockFixture.Contracts.Single(v => v.Slug == "volt-mx");

    public async ValueTask InitializeAsync()
    {
        if (!Store.HasDatabase)
            return;
        var url = Store.NewUrl();
        nodes.Add(await Node.StartAsync(url));
        nodes.Add(await Node.StartAsync(url));
        (await A.Control.SendAsync("POST", "/_mock/sandboxes", """{"name":"box"}""")).Status.ShouldBe(201);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
            await node.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
