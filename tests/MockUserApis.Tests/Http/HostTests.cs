using System.Text;

namespace MockUserApis.Tests.Http;

/// <summary>The names by which the mock may be addressed: a page whose name was pointed here has another.</summary>
public sealed class HostTests(MockFixture mock)
{
    private const string Token = "0123456789abcdef0123456789abcdef";
    private const string Foreign = "rebound.example.com";

    [Theory]
    [InlineData("/")]
    [InlineData("/_mock/")]
    [InlineData("/_mock/data")]
    [InlineData("/_mock/assets/dom.js")]
    [InlineData("/_mock/health")]
    [InlineData("/_mock/sandboxes")]
    [InlineData("/nowhere")]
    public async Task Base_ForeignHost_IsRefusedWithTheWayOut(string path)
    {
        var answer = await mock.Control.SendAsync("GET", path, [new("Host", Foreign)], null);
        (answer.Status, answer.Header("Content-Type")).ShouldBe((403, "application/problem+json"), path);
        answer.Text.ShouldContain($"--allowed-hosts {Foreign}");
    }

    [Fact]
    public async Task Control_ForeignHostWithTheToken_IsRefusedOnLoopback()
    {
        await using var server = await Server.StartAsync(new MockOptions { ControlToken = Token });
        (await AskAsync(server, Foreign, Token)).ShouldBe(403);
        (await AskAsync(server, "127.0.0.1", Token)).ShouldBe(200);
    }

    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task Vendor_ForeignHost_IsRefusedBeforeAnythingHappens(string slug)
    {
        var sandbox = await mock.SandboxAsync();
        var vendor = mock.Vendor(slug);
        var target = TestSandbox.UserTarget(vendor, sandbox.Key(vendor));
        KeyValuePair<string, string>[] headers = [.. sandbox.Credential(vendor), new("Host", Foreign)];
        foreach (var (wire, path) in new[] { (mock.Wire(vendor), target), (mock.Control, $"/{slug}{target}") })
        {
            var answer = await wire.SendAsync("GET", path, headers, null);
            (answer.Status, answer.Header("Content-Type")).ShouldBe((403, "application/problem+json"));
            answer.Header("X-Mock-Exchange").ShouldBeNull();
            answer.Text.ShouldContain("--allowed-hosts");
        }

        (await sandbox.MockAsync("GET", "/requests")).Json.GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:1")]
    [InlineData("localhost.:80")]
    [InlineData("px.localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.1:5")]
    [InlineData("[::1]")]
    [InlineData("[::1]:80")]
    [InlineData("10.0.0.1")]
    [InlineData("[fe80::1]:80")]
    public async Task Host_ThatNoStrangerCanOwn_IsAnswered(string host)
    {
        var vendor = mock.Directory.All[0];
        (await mock.Control.SendAsync("GET", "/_mock/health", [new("Host", host)], null)).Status.ShouldBe(200);
        await ReachesVendorAsync(mock.Wire(vendor), "/x", host);
    }

    [Fact]
    public async Task Host_ThatAnOptionNames_IsAnswered()
    {
        await using var server = await Server.StartAsync(
            new MockOptions { AllowedHosts = ["mock.internal"], PublicUrl = new Uri("https://mock.example.com/team") }
        );
        foreach (var host in new[] { "mock.internal", "MOCK.internal:1234", "mock.example.com" })
        {
            (await AskAsync(server, host, "")).ShouldBe(200, host);
            await ReachesVendorAsync(server.Control, $"/{server.Directory.All[0].Slug}/x", host);
        }

        (await AskAsync(server, "sub.mock.internal", "")).ShouldBe(403);
        (await AskAsync(server, "mock.example.com.evil", "")).ShouldBe(403);
    }

    [Fact]
    public async Task NoHost_Http10_PassesWhereNothingIsToBeProtected()
    {
        await using var server = await Server.StartAsync(new MockOptions { ControlToken = Token });
        (await OldAsync(server.Control, "/_mock/health")).Status.ShouldBe(200);
        (await OldAsync(server.Control, "/_mock/sandboxes")).Status.ShouldBe(401);
        (await OldAsync(server.Control, "/_mock/sandboxes", $"X-Mock-Token: {Token}\r\n")).Status.ShouldBe(403);
        (await OldAsync(mock.Control, "/_mock/sandboxes")).Status.ShouldBe(403);
        (await OldAsync(mock.Wire(mock.Directory.All[0]), "/x")).Header("X-Mock-Exchange").ShouldNotBeNull();
    }

    [Fact]
    public async Task Host_OffLoopback_CountsForNothingBesideTheToken()
    {
        await using var server = await Server.StartAsync(new MockOptions { Host = "0.0.0.0", ControlToken = Token });
        (await AskAsync(server, "mock.compose", Token)).ShouldBe(200);
        (await AskAsync(server, "mock.compose", "")).ShouldBe(401);
        (await AskAsync(server, "127.0.0.1", "")).ShouldBe(401);
        var health = await server.Control.SendAsync("GET", "/_mock/health", [new("Host", "mock.compose")], null);
        health.Status.ShouldBe(200);
        await ReachesVendorAsync(server.Wire(server.Directory.All[0]), "/x", "mock.compose");
    }

    private static async Task ReachesVendorAsync(Wire wire, string path, string host) =>
        (await wire.SendAsync("GET", path, [new("Host", host)], null)).Header("X-Mock-Exchange").ShouldNotBeNull(host);

    private static async Task<int> AskAsync(Server server, string host, string token)
    {
        KeyValuePair<string, string>[] headers = [new("Host", host), new("X-Mock-Token", token)];
        return (await server.Control.SendAsync("GET", "/_mock/sandboxes", headers, null)).Status;
    }

    private static async Task<WireAnswer> OldAsync(Wire wire, string path, string headers = "") =>
        Wire.Parse(await wire.RawAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.0\r\n{headers}\r\n")));
}
