using System.Text;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>Pages of another origin that call the vendors' addresses: with <c>--cors</c>, and without it.</summary>
public sealed class CorsTests(MockFixture mock)
{
    private const string Page = "http://localhost:3000";

    public static TheoryData<string> Slugs => MockFixture.Slugs;

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task Preflight_OfAListedOrigin_IsAnsweredAndIsNobodysRequest(string slug)
    {
        await using var server = await StartAsync(Page);
        var vendor = server.Vendor(slug);
        var (sandbox, target) = await ArrangeAsync(server, vendor);
        foreach (var (wire, path) in Ways(server, vendor, target))
        {
            var answer = await wire.SendAsync("OPTIONS", path, Preflight(Page, "PUT", "content-type,x-api-key"), null);
            answer.Status.ShouldBe(204);
            answer.Header("Access-Control-Allow-Origin").ShouldBe(Page);
            answer.Header("Vary").ShouldBe("Origin");
            answer.Header("Access-Control-Allow-Methods")!.ShouldContain("PATCH");
            answer.Header("Access-Control-Allow-Headers").ShouldBe("content-type,x-api-key");
            answer.Header("Access-Control-Allow-Credentials").ShouldBeNull();
        }

        (await sandbox.MockAsync("GET", "/requests")).Json.GetArrayLength().ShouldBe(0);
        server.Sandboxes.DefaultSandbox.Journal.Snapshot().Entries.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task Answer_ToAListedOrigin_ShowsThePageEveryHeader(string slug)
    {
        await using var server = await StartAsync(Page);
        var vendor = server.Vendor(slug);
        var (sandbox, target) = await ArrangeAsync(server, vendor);
        var plain = await sandbox.SendAsync(vendor, "GET", target, sandbox.Credential(vendor), null);
        var answer = await sandbox.SendAsync(vendor, "GET", target, From(Page, sandbox.Credential(vendor)), null);
        answer.Header("Access-Control-Allow-Origin").ShouldBe(Page);
        var exposed = Exposed(answer);
        exposed.ShouldContain("X-Mock-Exchange");
        var others = plain.Headers.Select(h => h.Key).Except(["Date", "Connection"], StringComparer.OrdinalIgnoreCase);
        exposed.ShouldBeSubsetOf(answer.Headers.Select(h => h.Key));
        others.ShouldBeSubsetOf(exposed);
        plain.Headers.ShouldNotContain(h => IsCors(h.Key));
    }

    [Fact]
    public async Task Refusals_ToAListedOrigin_CanBeReadToo()
    {
        await using var server = await StartAsync(Page);
        var vendor = server.Directory.All[0];
        var (sandbox, target) = await ArrangeAsync(server, vendor);
        await sandbox.ArrangeAsync("PUT", $"/limits/{vendor.Slug}", """{"requests":1,"window":"PT1M"}""");
        var headers = From(Page, sandbox.Credential(vendor));
        await sandbox.SendAsync(vendor, "GET", target, headers, null);
        var limited = await sandbox.SendAsync(vendor, "GET", target, headers, null);
        (limited.Status, limited.Header("Access-Control-Allow-Origin")).ShouldBe((429, Page));
        Exposed(limited).ShouldContain("Retry-After");
        var wire = server.Wire(vendor);
        var unknown = await wire.SendAsync("GET", target, From(Page, []), null);
        (unknown.Status, unknown.Header("Access-Control-Allow-Origin")).ShouldBe((401, Page));
        var nowhere = await wire.SendAsync("GET", "/~nowhere" + target, headers, null);
        (nowhere.Status, nowhere.Header("Access-Control-Allow-Origin")).ShouldBe((404, Page));
    }

    [Theory]
    [InlineData("http://localhost:3001")]
    [InlineData("https://localhost:3000")]
    [InlineData("http://evil.example.com")]
    [InlineData("null")]
    public async Task Origin_ThatIsNotListed_IsAnsweredWithoutCors(string origin)
    {
        await using var server = await StartAsync(Page);
        var vendor = server.Directory.All[0];
        var (sandbox, target) = await ArrangeAsync(server, vendor);
        await NoCorsAsync(server.Wire(vendor), sandbox.Credential(vendor), target, origin);
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task WithoutTheOption_NoPage_IsAnsweredWithCors(string slug)
    {
        var vendor = mock.Vendor(slug);
        var sandbox = await mock.SandboxAsync();
        var target = TestSandbox.UserTarget(vendor, sandbox.Key(vendor));
        await NoCorsAsync(mock.Wire(vendor), sandbox.Credential(vendor), target, Page);
    }

    [Theory]
    [InlineData("http://localhost:3000")]
    [InlineData("https://app.example.com")]
    [InlineData("null")]
    public async Task EveryOrigin_WhereTheOptionTakesAll_IsAnswered(string origin)
    {
        await using var server = await StartAsync("*");
        var vendor = server.Directory.All[0];
        var (sandbox, target) = await ArrangeAsync(server, vendor);
        var asked = await server.Wire(vendor).SendAsync("OPTIONS", target, Preflight(origin, "PUT", "a"), null);
        (asked.Status, asked.Header("Access-Control-Allow-Origin"), asked.Header("Vary")).ShouldBe((204, "*", null));
        var headers = From(origin, sandbox.Credential(vendor));
        var answer = await sandbox.SendAsync(vendor, "GET", target, headers, null);
        (answer.Status, answer.Header("Access-Control-Allow-Origin")).ShouldBe((200, "*"));
    }

    [Fact]
    public async Task ControlPlane_OfAListedOrigin_StaysShut()
    {
        await using var server = await StartAsync("*", Page);
        foreach (var path in new[] { "/_mock/sandboxes", "/_mock/health", "/_mock/openapi/volt-mx.json" })
        {
            await NoCorsAsync(server.Control, [], path, Page);
            (await server.Control.SendAsync("GET", path, From(Page, []), null)).Status.ShouldBe(403, path);
        }

        // A page, where the server has them: a file without data.
        await NoCorsAsync(server.Control, [], "/_mock/", Page);
    }

    [Fact]
    public async Task Preflight_WithHeadersThatAreNone_GivesNoneBack()
    {
        await using var server = await StartAsync(Page);
        var wire = server.Wire(server.Directory.All[0]);
        var request =
            $"OPTIONS /x HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: {Page}\r\nAccess-Control-Request-Method: PUT\r\n"
            + "Access-Control-Request-Headers: x-\u00e9\r\nAccess-Control-Request-Private-Network: true\r\n"
            + "Connection: close\r\n\r\n";
        var answer = Wire.Parse(await wire.RawAsync(Encoding.UTF8.GetBytes(request)));
        (answer.Status, answer.Header("Access-Control-Allow-Headers")).ShouldBe((204, null));
        answer.Header("Access-Control-Allow-Private-Network").ShouldBe("true");
    }

    private static Task<Server> StartAsync(params string[] origins) =>
        Server.StartAsync(new MockOptions { AllowedOrigins = origins });

    private static async Task<(TestSandbox Sandbox, string Target)> ArrangeAsync(Server server, Vendor vendor)
    {
        var sandbox = await server.SandboxAsync();
        return (sandbox, TestSandbox.UserTarget(vendor, sandbox.Key(vendor)));
    }

    private static (Wire, string)[] Ways(Server server, Vendor vendor, string target) =>
        [(server.Wire(vendor), target), (server.Control, $"/{vendor.Slug}{target}")];

    private static KeyValuePair<string, string>[] Preflight(string origin, string method, string headers) =>
        [
            new("Origin", origin),
            new("Sec-Fetch-Site", "cross-site"),
            new("Access-Control-Request-Method", method),
            new("Access-Control-Request-Headers", headers),
        ];

    private static List<KeyValuePair<string, string>> From(
        string origin,
        IEnumerable<KeyValuePair<string, string>> credential
    ) => [.. credential, new("Origin", origin), new("Sec-Fetch-Site", "cross-site")];

    private static string[] Exposed(WireAnswer answer) => answer.Header("Access-Control-Expose-Headers")!.Split(", ");

    private static bool IsCors(string header) =>
        header.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase);

    private static async Task NoCorsAsync(
        Wire wire,
        IEnumerable<KeyValuePair<string, string>> credential,
        string target,
        string origin
    )
    {
        var preflight = await wire.SendAsync("OPTIONS", target, Preflight(origin, "PUT", "a"), null);
        preflight.Headers.ShouldNotContain(h => IsCors(h.Key));
        preflight.Status.ShouldBeGreaterThanOrEqualTo(400);
        var answer = await wire.SendAsync("GET", target, [.. credential, new("Origin", origin)], null);
        answer.Headers.ShouldNotContain(h => IsCors(h.Key));
    }
}
