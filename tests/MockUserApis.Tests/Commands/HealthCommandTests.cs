using System.Net;
using System.Net.Sockets;

namespace MockUserApis.Tests.Commands;

/// <summary><c>health</c>: what a container's health check asks.</summary>
public sealed class HealthCommandTests(MockFixture mock)
{
    [Fact]
    [Runs("health", "--url")]
    public async Task Health_OfAServerThatIsReady_SaysSo()
    {
        var run = await CommandRun.RunAsync("health", "--url", mock.Directory.Root);

        (run.Code, run.Output, run.Errors).ShouldBe((0, "ready" + Environment.NewLine, ""));
    }

    [Fact]
    public async Task Health_OfAServerWithAToken_NeedsNone()
    {
        await using var server = await Server.StartAsync(
            new MockOptions { ControlToken = "a-token-of-a-team-that-is-long-enough" }
        );

        (await CommandRun.RunAsync("health", "--url", server.Directory.Root)).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Health_WhereNobodyListens_Exits1AndSaysWhereItAsked()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var url = $"http://{closed.LocalEndpoint}";
        closed.Stop();

        var run = await CommandRun.RunAsync("health", "--url", url);

        run.Code.ShouldBe(1);
        run.Errors.ShouldStartWith(url + " cannot be reached: ");
    }

    [Fact]
    public async Task Health_OfAVendorsAddress_IsNoMocks()
    {
        var url = mock.Directory.Url(MockFixture.Known[0]);

        var run = await CommandRun.RunAsync("health", "--url", url + "/v1");

        run.Code.ShouldBe(1);
        run.Errors.ShouldContain("no mock answers there");
    }

    [Fact]
    public async Task Health_AddressThatIsNone_Exits2()
    {
        var run = await CommandRun.RunAsync("health", "--url", "127.0.0.1");

        run.Code.ShouldBe(2);
        run.Errors.ShouldStartWith("--url is \"127.0.0.1\".");
    }
}
