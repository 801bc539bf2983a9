namespace MockUserApis.Tests.Http;

/// <summary>Who may reach the control plane.</summary>
public sealed class GuardTests(MockFixture mock)
{
    private const string Token = "open-sesame-open-sesame";

    [Theory]
    [InlineData("evil.example.com")]
    [InlineData("127.0.0.1.evil.example.com")]
    [InlineData("localhost.evil.example.com.")]
    [InlineData("evillocalhost")]
    [InlineData("1.2.3.4.evil")]
    [InlineData("localhost.evil.example.com:80")]
    public async Task Control_ForeignHost_IsRefused(string host)
    {
        var answer = await mock.Control.SendAsync("GET", "/_mock/sandboxes", [new("Host", host)], null);
        (answer.Status, answer.Header("Content-Type")).ShouldBe((403, "application/problem+json"));
        answer.Json.GetProperty("detail").GetString()!.ShouldContain("--allowed-hosts");
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task Control_LoopbackName_IsAnswered(string host) =>
        (
            await mock.Control.SendAsync(
                "GET",
                "/_mock/health",
                [new("Host", $"{host}:{mock.Directory.BasePort}")],
                null
            )
        ).Status.ShouldBe(200);

    [Theory]
    [InlineData("https://evil.example.com")]
    [InlineData("http://localhost:1")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("ftp://127.0.0.1:PORT")]
    [InlineData("chrome-extension://127.0.0.1:PORT")]
    [InlineData("//127.0.0.1:PORT")]
    [InlineData("127.0.0.1:PORT")]
    [InlineData("http://evil@127.0.0.1:PORT")]
    [InlineData("http://evil:x@127.0.0.1:PORT")]
    [InlineData("http://127.0.0.1:PORT/")]
    [InlineData("http://127.0.0.1:PORT/x")]
    [InlineData("http://127.0.0.1:PORT?x")]
    [InlineData("http://127.0.0.1:PORT#x")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://localhost:PORT")]
    [InlineData("http://127.0.0.1:PORT, http://127.0.0.1:PORT")]
    public async Task Control_ForeignOrigin_IsRefused(string template)
    {
        var origin = template.Replace("PORT", $"{mock.Directory.BasePort}", StringComparison.Ordinal);
        (await mock.Control.SendAsync("GET", "/_mock/sandboxes", [new("Origin", origin)], null)).Status.ShouldBe(403);
        (
            await mock.Control.SendAsync("POST", "/_mock/sandboxes", [new("Origin", origin)], "{}"u8.ToArray())
        ).Status.ShouldBe(403);
    }

    [Fact]
    public async Task Control_TwoOrigins_AreRefusedWhateverTheyAre()
    {
        var own = $"http://127.0.0.1:{mock.Directory.BasePort}";
        foreach (var other in new[] { own, "https://evil.example.com" })
        {
            foreach (var (first, second) in new[] { (own, other), (other, own) })
            {
                var answer = await mock.Control.SendAsync(
                    "GET",
                    "/_mock/sandboxes",
                    [new("Origin", first), new("Origin", second)],
                    null
                );
                answer.Status.ShouldBe(403);
            }
        }
    }

    [Theory]
    [InlineData("cross-site", "no-cors", "image", 403)]
    [InlineData("cross-site", "no-cors", "script", 403)]
    [InlineData("cross-site", "navigate", "iframe", 403)]
    [InlineData("cross-site", "navigate", "document", 200)]
    [InlineData("same-origin", "cors", "empty", 200)]
    [InlineData("none", "navigate", "document", 200)]
    public async Task Control_AskedByAPage_IsAnsweredUnlessItIsForeign(string site, string mode, string to, int status)
    {
        var answer = await mock.Control.SendAsync(
            "GET",
            "/_mock/sandboxes",
            [new("Sec-Fetch-Site", site), new("Sec-Fetch-Mode", mode), new("Sec-Fetch-Dest", to)],
            null
        );
        answer.Status.ShouldBe(status);
    }

    // A form of another site may claim to be a link: only what changes nothing is followed as one.
    [Theory]
    [InlineData("POST", "/_mock/sandboxes")]
    [InlineData("POST", "/_mock/reset")]
    [InlineData("DELETE", "/_mock/sandboxes/nobody")]
    [InlineData("PUT", "/_mock/snapshot")]
    [InlineData("PATCH", "/_mock/sandboxes/default/users/volt-mx/1")]
    [InlineData("OPTIONS", "/_mock/sandboxes")]
    public async Task Control_CrossSiteChangeThatClaimsToBeALink_IsRefused(string method, string path)
    {
        var answer = await mock.Control.SendAsync(
            method,
            path,
            [new("Sec-Fetch-Site", "cross-site"), new("Sec-Fetch-Mode", "navigate"), new("Sec-Fetch-Dest", "document")],
            "{}"u8.ToArray()
        );
        (answer.Status, answer.Header("Content-Type")).ShouldBe((403, "application/problem+json"));
    }

    [Theory]
    [InlineData("/_mock/../../etc/passwd")]
    [InlineData("/_mock/openapi/..%2f..%2fetc%2fpasswd.yaml")]
    [InlineData("/_mock/openapi/....json")]
    [InlineData("/_mock/sandboxes/..%2fdefault")]
    public async Task Control_PathOutOfIt_LeadsNowhere(string path) =>
        (await mock.Control.SendAsync("GET", path)).Status.ShouldBe(404);

    [Fact]
    public async Task Control_OwnOrigin_IsAnswered() =>
        (
            await mock.Control.SendAsync(
                "GET",
                "/_mock/health",
                [new("Origin", $"http://127.0.0.1:{mock.Directory.BasePort}")],
                null
            )
        ).Status.ShouldBe(200);

    [Fact]
    public async Task Control_OnAVendorsPort_IsAPathThatTheVendorDoesNotHave()
    {
        var vendor = mock.Vendor("foldspace");
        var answer = await mock.Wire(vendor)
            .SendAsync("GET", "/_mock/sandboxes", vendor.Issue("default")[0].Headers, null);
        (answer.Status, answer.Text).ShouldBe((404, """{"error":"Not found"}"""));
        answer.Header("X-Mock-Exchange").ShouldNotBeNull();
    }

    [Fact]
    public async Task Control_WithATokenSet_AsksForIt()
    {
        await using var server = await Server.StartAsync(new MockOptions { ControlToken = Token });
        var control = server.Control;
        var refused = await control.SendAsync("GET", "/_mock/sandboxes");
        (refused.Status, refused.Header("WWW-Authenticate")).ShouldBe((401, "Bearer realm=\"mock control plane\""));
        foreach (var wrong in new[] { "", "wrong", Token[..^1], Token + "!", Token.ToUpperInvariant() })
        {
            (
                await control.SendAsync("GET", "/_mock/sandboxes", [new("Authorization", "Bearer " + wrong)], null)
            ).Status.ShouldBe(401, wrong);
            (await control.SendAsync("GET", "/_mock/sandboxes", [new("X-Mock-Token", wrong)], null)).Status.ShouldBe(
                401,
                wrong
            );
        }

        foreach (var (name, value) in new[] { ("Authorization", "Bearer " + Token), ("X-Mock-Token", Token) })
        {
            (await control.SendAsync("GET", "/_mock/sandboxes", [new(name, value)], null)).Status.ShouldBe(200);
        }
    }
}
