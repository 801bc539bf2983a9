using System.Net;
using System.Net.Sockets;

namespace MockUserApis.Tests.Commands;

/// <summary><c>--host localhost</c> was 127.0.0.1 alone; clients that try ::1 found nobody.</summary>
public sealed class LocalhostTests
{
    [Fact]
    public async Task Localhost_OnFreePorts_AnswersOnBothLoopbacks()
    {
        await using var server = await Server.StartAsync(new MockOptions { Host = "localhost", Population = 10 });
        int[] ports = [server.Control.Port, .. server.Directory.All.Select(server.Port)];
        ports.ShouldBeUnique();
        foreach (var port in ports)
        {
            foreach (var loopback in Loopbacks())
            {
                using var http = new HttpClient();
                var answer = await http.GetAsync(new UriBuilder("http", loopback.ToString(), port).Uri);
                ((int)answer.StatusCode).ShouldBeInRange(200, 499);
            }
        }

        server.Directory.Root.ShouldBe($"http://localhost:{server.Control.Port}");
    }

    [Fact]
    public async Task Localhost_OnAPortThatIsTaken_SaysSo()
    {
        await using var first = await Server.StartAsync(new MockOptions { Host = "localhost", Population = 10 });
        var options = new MockOptions
        {
            Host = "localhost",
            Port = first.Control.Port,
            Population = 10,
        };
        await using var second = MockServer.Build(options, MockFixture.Known);

        var refused = await Should.ThrowAsync<IOException>(() => second.StartAsync());

        refused.Message.ShouldContain("address already in use");
    }

    [Fact]
    public async Task Serve_Localhost_NamesItEverywhere()
    {
        await using var mock = await MockProcess.StartAsync("--host", "localhost");
        var host = $"localhost:{mock.ControlPort}";
        var vendors = await mock.Control.SendAsync("GET", "/_mock/vendors", [new("Host", host)], null);
        vendors.Json[0].GetProperty("prefixUrl").GetString().ShouldBe($"http://{host}/gainsight-px");
        (await mock.SignalAsync("TERM")).ShouldBe(0);
        var printed = await mock.Output;
        printed.ShouldContain($"http://localhost:{mock.ControlPort}/");
        printed.ShouldNotContain("127.0.0.1");
    }

    // A machine without IPv6 has the one.
    private static IEnumerable<string> Loopbacks() => HasIPv6() ? ["127.0.0.1", "[::1]"] : ["127.0.0.1"];

    private static bool HasIPv6()
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
