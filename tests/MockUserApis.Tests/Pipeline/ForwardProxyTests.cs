using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MockUserApis.Tests.Pipeline;

/// <summary><c>--proxy</c>: the vendors' documented hosts end in the mock, and nothing goes anywhere else.</summary>
public sealed class ForwardProxyTests
{
    private const string OwnServer = "ems.example.com";

    private static readonly MockOptions On = new() { Proxy = true, ProxyHosts = [$"volt-mx={OwnServer}"] };

    public static TheoryData<string, string> Hosts =>
        new()
        {
            { "gainsight-px", "https://api.aptrinsic.com" },
            { "gainsight-px", "https://api-eu.aptrinsic.com" },
            { "gainsight-px", "https://API-US2.aptrinsic.com." },
            { "user-com", "https://acme.user.com" },
            { "user-com", "http://acme.user.com" },
            { "channel-talk", "https://api.channel.io" },
            { "channel-talk", "http://api.channel.io" },
            { "foldspace", "https://api.foldspace.ai" },
            { "volt-mx", $"http://{OwnServer}:8080" },
            { "volt-mx", $"https://{OwnServer}:8443" },
        };

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task Host_OfAVendor_LeadsToItInEitherVersion(string slug, string root)
    {
        await using var server = await Server.StartAsync(On);
        var vendor = server.Vendor(slug);
        var sandbox = await server.SandboxAsync();
        var ca = await Trusting.CaAsync(server.Control);
        var isTls = root.StartsWith("https", StringComparison.Ordinal);
        foreach (var version in isTls ? new[] { "1.1", "2.0" } : ["1.1"])
        {
            using var client = Trusting.Client(ca, new Version(version), Proxy(server));
            using var answer = await client.ReadAsync(root, vendor, sandbox);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
            answer.Version.ShouldBe(new Version(version));
        }

        var entries = (await sandbox.MockAsync("GET", "/requests")).Json.EnumerateArray().ToList();
        entries.ShouldAllBe(e =>
            e.GetProperty("vendor").ValueEquals(slug) && e.GetProperty("status").GetInt32() == 200
        );
        entries.Count.ShouldBe(isTls ? 2 : 1);
    }

    [Theory]
    [InlineData("CONNECT example.org:443", 403, "is no host of a vendor here, and this proxy forwards nothing")]
    [InlineData("CONNECT user.com:443", 403, "*.user.com")]
    [InlineData("CONNECT a.b.user.com:443", 403, "no host of a vendor")]
    [InlineData("CONNECT api.aptrinsic.com.evil.example:443", 403, "no host of a vendor")]
    [InlineData("CONNECT 10.0.0.1:443", 403, "no host of a vendor")]
    [InlineData("CONNECT 127.0.0.1:443", 403, "set NO_PROXY=127.0.0.1,localhost")]
    [InlineData("CONNECT [::1]:443", 403, "set NO_PROXY=127.0.0.1,localhost")]
    [InlineData("CONNECT localhost:443", 403, "set NO_PROXY=127.0.0.1,localhost")]
    [InlineData("CONNECT api.aptrinsic.com", 400, "a port from 1 to 65535")]
    [InlineData("CONNECT api.aptrinsic.com:", 400, "a port from 1 to 65535")]
    [InlineData("CONNECT api.aptrinsic.com:0", 400, "a port from 1 to 65535")]
    [InlineData("CONNECT api.aptrinsic.com:65536", 400, "a port from 1 to 65535")]
    [InlineData("CONNECT api.aptrinsic.com:https", 400, "a port from 1 to 65535")]
    [InlineData("CONNECT api.aptrinsic.com:-1", 400, "a port from 1 to 65535")]
    [InlineData("CONNECT api.aptrinsic.com:44 3", 400, "CONNECT wants HOST:PORT")]
    [InlineData("CONNECT user@api.aptrinsic.com:443", 400, "CONNECT wants HOST:PORT")]
    [InlineData("CONNECT /v1/users:443", 400, "CONNECT wants HOST:PORT")]
    [InlineData("CONNECT ", 400, "CONNECT wants HOST:PORT")]
    [InlineData("CONNECT api.aptrinsic.com:443 api.channel.io:443", 400, "CONNECT wants HOST:PORT")]
    [InlineData("GET http://example.org/", 403, "is no host of a vendor here, and this proxy forwards nothing")]
    [InlineData("POST https://example.org:8443/_mock/sandboxes", 403, "forwards nothing")]
    [InlineData("GET http://127.0.0.1:1/", 403, "set NO_PROXY=127.0.0.1,localhost")]
    public async Task Target_ThatIsNoVendors_IsRefusedWithASentence(string line, int status, string sentence)
    {
        await using var server = await Server.StartAsync(On);
        // Kestrel wants the same in Host.
        var host = line.Contains("://", StringComparison.Ordinal) ? line.Split("://")[1].Split('/')[0] : "x";
        var answer = Wire.Parse(await RawAsync(server.Control, $"{line} HTTP/1.1\r\nHost: {host}\r\n\r\n"));
        answer.Status.ShouldBe(status, answer.Text);
        answer.Header("Content-Type").ShouldBe("application/problem+json");
        answer.Json.GetProperty("detail").GetString()!.ShouldContain(sentence);
        answer.Header("Connection").ShouldBe("close");
    }

    /// <summary>Whatever is asked for, in a line or in a Host: nobody is called.</summary>
    [Fact]
    public async Task Listener_ThatEveryTargetNames_StaysSilent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var server = await Server.StartAsync(On with { ProxyHosts = ["volt-mx=127.0.0.1"] });
        var there = $"127.0.0.1:{port}";
        foreach (
            var request in new[]
            {
                $"CONNECT {there} HTTP/1.1\r\nHost: {there}\r\n\r\n"
                    + $"GET / HTTP/1.1\r\nHost: {there}\r\nConnection: close\r\n\r\n",
                $"CONNECT localhost:{port} HTTP/1.1\r\nHost: {there}\r\n\r\n",
                $"GET http://{there}/ HTTP/1.1\r\nHost: {there}\r\nConnection: close\r\n\r\n",
                $"GET http://localhost:{port}/ HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n",
                $"CONNECT api.aptrinsic.com:{port} HTTP/1.1\r\nHost: {there}\r\n\r\n"
                    + $"CONNECT {there} HTTP/1.1\r\nHost: {there}\r\n\r\n",
            }
        )
            (await RawAsync(server.Control, request)).ShouldNotBeEmpty();
        listener.Pending().ShouldBeFalse("the mock called a server");
    }

    [Fact]
    public async Task Address_OfTheMockItself_IsAnsweredAsEver()
    {
        await using var server = await Server.StartAsync(On);
        var own = $"127.0.0.1:{server.Directory.BasePort}";
        var request = $"GET http://{own}/_mock/health HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n";
        Wire.Parse(await RawAsync(server.Control, request)).Text.ShouldContain("ready");
        var vendor = server.Directory.All[0];
        (await server.Wire(vendor).SendAsync("GET", "/x")).Header("X-Mock-Exchange").ShouldNotBeNull();
    }

    [Fact]
    public async Task Path_OfAWholeAddress_KeepsItsSpelling()
    {
        await using var server = await Server.StartAsync(On);
        var sandbox = await server.SandboxAsync();
        var lines = string.Concat(
            sandbox.Credential(server.Vendor("gainsight-px")).Select(h => $"{h.Key}: {h.Value}\r\n")
        );
        var request =
            "GET http://api.aptrinsic.com/v1/users/a%2Fb%20c?x=%41 HTTP/1.1\r\nHost: api.aptrinsic.com\r\n"
            + $"Proxy-Authorization: Basic c2VjcmV0\r\nProxy-Connection: close\r\n{lines}Connection: close\r\n\r\n";
        Wire.Parse(await RawAsync(server.Control, request)).Status.ShouldBe(404);
        var entry = (await sandbox.MockAsync("GET", "/requests")).Json[0];
        entry.GetProperty("path").GetString().ShouldBe("/v1/users/a%2Fb%20c?x=%41");
        entry.GetRawText().ShouldNotContain("Proxy-");
    }

    [Fact]
    public async Task Link_ToTheNextPage_IsTheVendorsOwnAddress()
    {
        await using var server = await Server.StartAsync(On with { PublicUrl = new Uri("https://mock.example.com/x") });
        using var client = Trusting.Client(await Trusting.CaAsync(server.Control), null, Proxy(server));
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://acme.user.com/api/public/users/");
        request.Headers.TryAddWithoutValidation("Authorization", "Token " + new string('0', 64));
        using var answer = await client.SendAsync(request);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(
            "\"next\":\"https://acme.user.com/api/public/users/?page=2"
        );
    }

    [Fact]
    public void Hosts_OfAnOptionThatNamesNoVendor_AreRefused()
    {
        var said = Should.Throw<OptionException>(() =>
            MockServer.Build(On with { ProxyHosts = ["acme=x.example"] }, MockFixture.Known)
        );
        said.Message.ShouldStartWith("--proxy-hosts names \"acme\", which is no vendor here. Known: gainsight-px");
        Should
            .Throw<OptionException>(() => MockServer.Build(On with { Proxy = false }, MockFixture.Known))
            .Message.ShouldContain("--proxy-hosts is for --proxy");
    }

    private static Uri Proxy(Server server) => new($"http://127.0.0.1:{server.Directory.BasePort}");

    private static Task<byte[]> RawAsync(Wire wire, string request) => wire.RawAsync(Encoding.ASCII.GetBytes(request));
}
