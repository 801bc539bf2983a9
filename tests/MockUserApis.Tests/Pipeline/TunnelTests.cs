using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace MockUserApis.Tests.Pipeline;

/// <summary><c>CONNECT</c> of <c>--proxy</c>: a tunnel leads to one vendor, and nowhere else.</summary>
public sealed class TunnelTests
{
    private static readonly MockOptions On = new() { Proxy = true };

    [Fact]
    public async Task Tunnel_BesideHttps_IsServedAsTheRestIs()
    {
        await using var server = await Server.StartAsync(On with { Https = true });
        var ca = await Trusting.CaAsync(server.Control);
        var vendor = server.Vendor("foldspace");
        var sandbox = await server.SandboxAsync();
        foreach (
            var (root, proxy) in new (string, Uri?)[]
            {
                ("https://api.foldspace.ai", Proxy(server)),
                (server.Directory.Url(vendor), null),
                (server.Directory.PrefixUrl(vendor), null),
            }
        )
        {
            using var client = Trusting.Client(ca, HttpVersion.Version20, proxy);
            using var answer = await client.ReadAsync(root, vendor, sandbox);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, root);
        }

        var nested = Encoding.ASCII.GetBytes("CONNECT api.channel.io:443 HTTP/1.1\r\nHost: api.channel.io:443\r\n\r\n");
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, server.Control.Port);
        await using var tls = new SslStream(socket.GetStream());
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = Trusting.Only(ca) }
        );
        await tls.WriteAsync(nested);
        using var answers = new StreamReader(tls);
        (await answers.ReadLineAsync()).ShouldBe("HTTP/1.1 403 Forbidden");
    }

    [Fact]
    public async Task Tunnel_WithinATunnel_IsRefused()
    {
        await using var server = await Server.StartAsync(On);
        const string twice =
            "CONNECT api.aptrinsic.com:443 HTTP/1.1\r\n\r\n"
            + "CONNECT api.channel.io:443 HTTP/1.1\r\nHost: api.channel.io:443\r\n\r\n";
        var answers = Encoding.UTF8.GetString(await RawAsync(server.Control, twice));
        answers.ShouldStartWith("HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 403 Forbidden\r\n");
        answers.ShouldContain("not within a tunnel");
    }

    [Fact]
    public async Task Tunnel_WithTheHostOfAnotherVendor_IsMisdirected()
    {
        await using var server = await Server.StartAsync(On);
        foreach (var host in new[] { "api.channel.io", "127.0.0.1", "example.org" })
        {
            var request =
                $"CONNECT api.aptrinsic.com:80 HTTP/1.1\r\n\r\nGET /v1/users/x HTTP/1.1\r\nHost: {host}\r\n\r\n";
            var answers = Encoding.UTF8.GetString(await RawAsync(server.Control, request));
            answers.ShouldContain("HTTP/1.1 421 Misdirected Request", customMessage: host);
        }
    }

    [Fact]
    public async Task Tunnel_ToAVendor_IsNoWayToTheControlPlane()
    {
        await using var server = await Server.StartAsync(On);
        using var client = Trusting.Client(await Trusting.CaAsync(server.Control), null, Proxy(server));
        foreach (var root in new[] { "https://api.aptrinsic.com", "http://api.aptrinsic.com" })
        {
            using var answer = await client.GetAsync(new Uri(root + "/_mock/sandboxes"));
            answer.Headers.Contains("X-Mock-Exchange").ShouldBeTrue(root);
            ((int)answer.StatusCode).ShouldBeInRange(400, 499);
        }
    }

    [Fact]
    public async Task Connect_WhereNoProxyIs_OpensNoTunnel()
    {
        await using var off = await Server.StartAsync();
        await using var on = await Server.StartAsync(On);
        const string request = "CONNECT api.aptrinsic.com:443 HTTP/1.1\r\nHost: api.aptrinsic.com:443\r\n\r\n";
        foreach (var wire in new[] { off.Control, off.Wire(off.Directory.All[0]), on.Wire(on.Directory.All[0]) })
            Encoding.UTF8.GetString(await RawAsync(wire, request)).ShouldNotStartWith("HTTP/1.1 200");
    }

    [Fact]
    public async Task Head_ThatNeverEnds_IsRefusedAtItsBound()
    {
        await using var server = await Server.StartAsync(On);
        var request = "CONNECT api.aptrinsic.com:443 HTTP/1.1\r\nX: " + new string('x', 9000);
        Wire.Parse(await RawAsync(server.Control, request)).Status.ShouldBe(431);
        (await server.Control.SendAsync("GET", "/_mock/health")).Status.ShouldBe(200);
    }

    private static Uri Proxy(Server server) => new($"http://127.0.0.1:{server.Directory.BasePort}");

    private static Task<byte[]> RawAsync(Wire wire, string request) => wire.RawAsync(Encoding.ASCII.GetBytes(request));
}
