using System.Net.Sockets;

namespace MockUserApis.Tests.Pipeline;

/// <summary>Clients that stop in the middle of a long body take no more than a bound; others are served.</summary>
public sealed class ArrivingBodyBoundTests
{
    private const long MaxBytes = 2_000_000;

    [Fact]
    public async Task Bodies_ThatDoNotComeWhole_KeepWithinTheBound()
    {
        await using var server = await Server.StartAsync(new MockOptions { ArrivingBytes = MaxBytes });
        var vendor = MockFixture.Known[0];
        var clients = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 8; i++)
                clients.Add(await StopAsync(server.Port(vendor)));
            var refused = await Until.ReachedAsync(() => RefusedAsync(server), n => n > 0, "one of them refused");
            refused.ShouldBeInRange(1, 8);
            (await server.HoldingAsync("arriving bytes")).ShouldBeInRange(600_000, MaxBytes);
            (await server.Wire(vendor).SendAsync("PUT", "/nowhere", [], new byte[900])).Status.ShouldBe(404);
        }
        finally
        {
            foreach (var client in clients)
                client.Dispose();
        }

        await Until.ReachedAsync(() => server.HoldingAsync("arriving bytes"), n => n == 0, "all of them gone");
    }

    private static async Task<int> RefusedAsync(Server server) =>
        (await server.Control.SendAsync("GET", "/_mock/sandboxes/default/requests?status=507")).Json.GetArrayLength();

    private static async Task<TcpClient> StopAsync(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        var head = "PUT /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900000\r\n\r\n"u8;
        byte[] half = [.. head, .. new byte[600_000]];
        try
        {
            await client.GetStream().WriteAsync(half);
        }
        catch (IOException)
        {
            // Refused before it had said all.
        }

        return client;
    }
}
