using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using MockUserApis.Kernel.Certificates;

namespace MockUserApis.Tests.Http;

/// <summary><c>--https</c>: the same ports speak TLS and plain HTTP.</summary>
public sealed class TlsTests
{
    private static readonly MockOptions Https = new() { Https = true };
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task EveryVendor_AskedOverTls_AnswersInTheVersionOfTheClient(string version)
    {
        await using var server = await Server.StartAsync(Https);
        using var client = Trusting.Client(await Trusting.CaAsync(server.Control), new Version(version));
        var sandbox = await server.SandboxAsync();
        foreach (var vendor in server.Directory.All)
        {
            var own = server.Directory.Url(vendor);
            own.ShouldStartWith("https://127.0.0.1:");
            foreach (var root in new[] { own, server.Directory.PrefixUrl(vendor) })
            {
                using var answer = await client.ReadAsync(root, vendor, sandbox);
                answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{vendor.Slug} {root}");
                answer.Version.ShouldBe(new Version(version));
            }

            (
                await sandbox.CallAsync(vendor, "GET", TestSandbox.UserTarget(vendor, sandbox.Key(vendor)))
            ).Status.ShouldBe(200, $"{vendor.Slug} without TLS, on the same port");
        }

        var har = (await sandbox.MockAsync("GET", "/requests?format=har")).Json;
        var urls = har.GetProperty("log").GetProperty("entries").EnumerateArray().Select(Url).ToList();
        urls.Count(u => u.StartsWith("https://", StringComparison.Ordinal)).ShouldBe(2 * server.Directory.All.Count);
        urls.Count(u => u.StartsWith("http://", StringComparison.Ordinal)).ShouldBe(server.Directory.All.Count);
    }

    [Theory]
    [InlineData("status", 503)]
    [InlineData("latency", 200)]
    [InlineData("drip", 200)]
    [InlineData("malformed", 200)]
    [InlineData("reset", null)]
    [InlineData("truncate", null)]
    [InlineData("commit-then-reset", null)]
    public async Task Fault_OverHttp2_BreaksThatAnswerAlone(string kind, int? status)
    {
        await using var server = await Server.StartAsync(Https);
        using var client = Trusting.Client(await Trusting.CaAsync(server.Control), HttpVersion.Version20);
        var vendor = server.Directory.All[0];
        var sandbox = await server.SandboxAsync();
        await sandbox.ArrangeAsync(
            "POST",
            "/faults",
            $$"""{"vendor":"{{vendor.Slug}}","kind":"{{kind}}","status":503,"delay":"PT0.01S","times":1}"""
        );

        (await StatusAsync(client, server, sandbox)).ShouldBe(status);
        (await StatusAsync(client, server, sandbox)).ShouldBe(200);
    }

    [Fact]
    public async Task Client_ThatDoesNotKnowTheCa_IsNotServedAndHurtsNobody()
    {
        await using var server = await Server.StartAsync(Https);
        await using var other = await Server.StartAsync(Https);
        using var stranger = Trusting.Client(await Trusting.CaAsync(other.Control));
        var health = new Uri($"https://127.0.0.1:{server.Directory.BasePort}/_mock/health");

        var error = await Should.ThrowAsync<HttpRequestException>(() => stranger.GetAsync(health));

        error.InnerException.ShouldBeOfType<AuthenticationException>();
        (await server.Control.SendAsync("GET", "/_mock/health")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Certificate_OfTheMocksOwnCa_IsForEveryNameThatOptionsGive()
    {
        await using var server = await Server.StartAsync(
            Https with
            {
                Host = "localhost",
                AllowedHosts = ["mock.test"],
                PublicUrl = new Uri("https://mock.example.com"),
            }
        );
        using var shown = await ShownAsync(server.Control.Port, await Trusting.CaAsync(server.Control));
        foreach (var name in new[] { "localhost", "127.0.0.1", "::1", "mock.test", "mock.example.com" })
            shown.MatchesHostname(name).ShouldBeTrue(name);
        shown.MatchesHostname("example.com").ShouldBeFalse();
        (shown.NotAfter - shown.NotBefore).TotalDays.ShouldBeLessThan(399, "more, and Apple's clients refuse it");
    }

    /// <summary>A server that waits for a first byte still stops when it is told to.</summary>
    [Fact]
    public async Task Connection_ThatSaysNothing_KeepsNobodyWaiting()
    {
        var server = await Server.StartAsync(Https);
        using var silent = new TcpClient();
        await silent.ConnectAsync(IPAddress.Loopback, server.Directory.BasePort);
        (await server.Control.SendAsync("GET", "/_mock/health")).Status.ShouldBe(200);

        await server.DisposeAsync().AsTask().WaitAsync(Timeout);

        await Should.ThrowAsync<Exception>(async () =>
        {
            if (await silent.GetStream().ReadAsync(new byte[1]) == 0)
                throw new EndOfStreamException();
        });
    }

    [Fact]
    public async Task CaCertificate_WithoutTls_IsRefusedWithTheWay()
    {
        await using var server = await Server.StartAsync();
        var answer = await server.Control.SendAsync("GET", "/_mock/ca.pem");
        answer.Status.ShouldBe(404);
        answer.Text.ShouldContain("start it with --https");
        var vendor = (await server.Control.SendAsync("GET", "/_mock/vendors")).Json[0];
        vendor.TryGetProperty("caFile", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Port_WithoutTheOption_SpeaksNoTls()
    {
        await using var server = await Server.StartAsync();
        var ca = Authority.Make(TimeProvider.System).Pem;
        await Should.ThrowAsync<Exception>(() => ShownAsync(server.Control.Port, ca));
    }

    private static async Task<X509Certificate2> ShownAsync(int port, string ca)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(client.GetStream());
        var how = new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            CertificateChainPolicy = Trusting.Only(ca),
        };
        await tls.AuthenticateAsClientAsync(how).WaitAsync(Timeout);
        return new X509Certificate2(tls.RemoteCertificate!);
    }

    private static async Task<int?> StatusAsync(HttpClient client, Server server, TestSandbox sandbox)
    {
        var vendor = server.Directory.All[0];
        try
        {
            using var answer = await client.ReadAsync(server.Directory.Url(vendor), vendor, sandbox);
            return (int)answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static string Url(JsonElement entry) => entry.GetProperty("request").GetProperty("url").GetString()!;
}
