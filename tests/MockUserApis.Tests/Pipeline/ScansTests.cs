using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;

namespace MockUserApis.Tests.Pipeline;

/// <summary>Searches that look at a whole population, of a billion users: none ends before its client leaves.</summary>
public sealed class ScansTests
{
    private const int Seats = 2;
    private const int Queue = 3;
    private const string Search = "/v1/users?filter=title~nobody*";

    [Fact]
    public async Task Scans_WithEverySeatTaken_LeaveHealthAloneAndEndWithTheirClients()
    {
        await using var server = await StartAsync();
        List<Socket> clients = [];
        try
        {
            for (var i = 0; i < Seats + Queue; i++)
                clients.Add(await AskAsync(server));
            await ReachedAsync(server, Seats, Queue);
            (await server.Control.SendAsync("GET", "/_mock/health")).Status.ShouldBe(200);
        }
        finally
        {
            clients.ForEach(c => c.Dispose());
        }

        await ReachedAsync(server, 0, 0);
    }

    [Fact]
    public async Task Scans_BeyondTheQueue_AreTurnedAwayWithAFinding()
    {
        await using var server = await StartAsync();
        List<Socket> clients = [];
        try
        {
            for (var i = 0; i < Seats + Queue; i++)
                clients.Add(await AskAsync(server));
            await ReachedAsync(server, Seats, Queue);
            var sandbox = new TestSandbox(server, Sandboxes.Default);
            var refused = await sandbox.CallAsync(Px(server), "GET", Search);
            refused.Status.ShouldBe(429);
            refused.Header("Retry-After").ShouldBe("600");
            refused.Header("X-Mock-Evidence").ShouldBe("ASSUMED");
            var entry = (await sandbox.ArrangeAsync("GET", "/requests/" + refused.Header("X-Mock-Exchange"))).Json;
            entry.GetProperty("findings")[0].GetProperty("rule").GetString().ShouldBe("scans/full");
            entry.GetProperty("diagnosis").GetProperty("summary").GetString()!.ShouldContain("2 searches");
            // What looks at one user alone needs no seat.
            (await sandbox.CallAsync(Px(server), "GET", "/v1/users?filter=id==user-000007")).Status.ShouldBe(200);
            (await sandbox.CallAsync(Px(server), "GET", "/v1/users?pageSize=2")).Status.ShouldBe(200);
        }
        finally
        {
            clients.ForEach(c => c.Dispose());
        }
    }

    private static Task<Server> StartAsync() =>
        Server.StartAsync(
            new MockOptions { Population = 1_000_000_000, RateLimits = false },
            builder => builder.Services.AddSingleton(_ => new Scans(Seats, Queue, TimeSpan.FromMinutes(10)))
        );

    private static Vendor Px(Server server) => server.Vendor("gainsight-px");

    private static async Task<Socket> AskAsync(Server server)
    {
        var vendor = Px(server);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", server.Port(vendor));
        var (name, value) = vendor.Issue(Sandboxes.Default)[0].Headers[0];
        var request = $"GET {Search} HTTP/1.1\r\nHost: 127.0.0.1\r\n{name}: {value}\r\n\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(request));
        return socket;
    }

    // Each look is a call for health, which must be answered all the while.
    private static Task ReachedAsync(Server server, int running, int waiting) =>
        Until.ReachedAsync(
            async () =>
            {
                (await server.Control.SendAsync("GET", "/_mock/health")).Status.ShouldBe(200);
                return (server.Scans.Running, server.Scans.Waiting);
            },
            now => now == (running, waiting),
            $"{running} running, {waiting} waiting"
        );
}
