using System.Text;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>A page elsewhere in the developer's browser is not the client under test: it changes nothing.</summary>
public sealed class ForeignPageTests(MockFixture mock)
{
    public static TheoryData<string> Slugs => MockFixture.Slugs;

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task Vendor_ForeignPage_ChangesAndUsesUpNothing(string slug)
    {
        var (sandbox, vendor, target) = await ArrangeAsync(slug);
        var update = vendor.Api.Updating;
        var before = (await sandbox.CallAsync(vendor, "GET", target)).Text;
        await sandbox.ArrangeAsync("POST", "/faults", """{"kind":"status","status":503,"times":1}""");
        var body = Encoding.UTF8.GetBytes(Mistakes.ValidBody(vendor, sandbox.Key(vendor)));
        foreach (var page in Foreign)
        {
            KeyValuePair<string, string>[] headers =
            [
                .. sandbox.Credential(vendor),
                .. page,
                new("Content-Type", "application/json"),
            ];
            var answer = await mock.Wire(vendor).SendAsync(update.Method, target, headers, body);
            answer.Status.ShouldBe(403, string.Join(", ", page));
            answer.Header("Content-Type").ShouldBe("application/problem+json");
            answer.Header("X-Mock-Exchange").ShouldBeNull();
            answer.Text.ShouldContain("proxy");
        }

        (await sandbox.MockAsync("GET", "/faults")).Json[0].GetProperty("left").GetInt32().ShouldBe(1);
        (await sandbox.MockAsync("GET", "/requests")).Json.GetArrayLength().ShouldBe(1);
        (await sandbox.CallAsync(vendor, "GET", target)).Status.ShouldBe(503);
        (await sandbox.CallAsync(vendor, "GET", target)).Text.ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task Vendor_OwnPageOrDevelopmentProxy_IsServed(string slug)
    {
        var (sandbox, vendor, target) = await ArrangeAsync(slug);
        foreach (var page in Own)
        {
            var answer = await sandbox.SendAsync(vendor, "GET", target, [.. sandbox.Credential(vendor), .. page], null);
            answer.Status.ShouldBe(200, string.Join(", ", page));
        }
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task Vendor_Preflight_GoesTheVendorsWayAndUsesUpNoFault(string slug)
    {
        var (sandbox, vendor, target) = await ArrangeAsync(slug);
        await sandbox.ArrangeAsync("POST", "/faults", """{"kind":"status","status":503,"times":1}""");
        KeyValuePair<string, string>[] preflight =
        [
            .. sandbox.Credential(vendor),
            new("Origin", "https://app.example.com"),
            new("Sec-Fetch-Site", "cross-site"),
            new("Access-Control-Request-Method", "PUT"),
        ];
        var answer = await sandbox.SendAsync(vendor, "OPTIONS", target, preflight, null);
        answer.Status.ShouldNotBe(503);
        (await sandbox.MockAsync("GET", "/faults")).Json[0].GetProperty("left").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Vendor_PageOfAnAllowedOrigin_IsServed()
    {
        var options = new MockOptions { AllowedOrigins = ["https://app.example.com"] };
        await using var server = await Server.StartAsync(options);
        var sandbox = await server.SandboxAsync();
        var vendor = server.Directory.All[0];
        var target = TestSandbox.UserTarget(vendor, sandbox.Key(vendor));
        (string, int)[] pages =
        [
            ("https://app.example.com", 200),
            ("https://evil.example.com", 403),
            ("http://app.example.com", 403),
        ];
        foreach (var (origin, status) in pages)
        {
            KeyValuePair<string, string>[] headers =
            [
                .. sandbox.Credential(vendor),
                new("Origin", origin),
                new("Sec-Fetch-Site", "cross-site"),
            ];
            var answer = await server.Wire(vendor).SendAsync("GET", target, headers, null);
            answer.Status.ShouldBe(status, origin);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>[]> Foreign =>
        [
            [new("Sec-Fetch-Site", "cross-site")],
            [new("Sec-Fetch-Site", "cross-site"), new("Origin", "https://evil.example.com")],
            [new("Sec-Fetch-Site", "Cross-Site"), new("Sec-Fetch-Mode", "navigate")],
            [new("Origin", "https://evil.example.com")],
            [new("Origin", "null")],
            [new("Origin", "")],
            [new("Origin", "http://127.0.0.1.evil.example.com")],
            [new("Origin", "http://127.0.0.1@evil.example.com")],
            [new("Origin", "nonsense")],
            [new("Origin", "http://127.0.0.1:1.evil.example.com")],
            [new("Origin", "http://127.0.0.1:.evil.example.com")],
            [new("Origin", "http://127.0.0.1:80:evil.example.com")],
            [new("Origin", "http://127.0.0.1:-1")],
            [new("Origin", "http://127.0.0.1:123456")],
            [new("Origin", "http://localhost.evil.example.com")],
            [new("Origin", "http://localhost:1.evil.example.com")],
            [new("Origin", "http://localhost:a")],
            [new("Origin", "http://[::1].evil.example.com")],
            [new("Origin", "http://[::1]evil.example.com:80")],
            [new("Origin", "http://[::1]:1.evil.example.com")],
            [new("Origin", "http://[::1")],
            [new("Origin", "http://[localhost]")],
            [new("Origin", "http://[127.0.0.1]")],
            [new("Origin", "http://[::1%25evil]")],
            [new("Origin", "http://evil@127.0.0.1")],
            [new("Origin", "http://127.0.0.1:80/x")],
            [new("Origin", "http://127.0.0.1:80?x")],
            [new("Origin", "http://127.0.0.1%2eevil.example.com")],
            [new("Origin", "http://localhost:3000"), new("Origin", "https://evil.example.com")],
            [new("Sec-Fetch-Site", "same-origin"), new("Sec-Fetch-Site", "cross-site")],
        ];

    private static IEnumerable<KeyValuePair<string, string>[]> Own =>
        [
            [],
            [new("Origin", "http://localhost:3000"), new("Sec-Fetch-Site", "same-origin")],
            [new("Origin", "https://team.example.com"), new("Sec-Fetch-Site", "same-origin")],
            [new("Origin", "http://localhost:3000"), new("Sec-Fetch-Site", "same-site")],
            [new("Origin", "http://localhost:3000")],
            [new("Origin", "http://127.0.0.1:8080")],
            [new("Origin", "http://[::1]:8080")],
            [new("Sec-Fetch-Site", "none")],
        ];

    private async Task<(TestSandbox Sandbox, Vendor Vendor, string Target)> ArrangeAsync(string slug)
    {
        var sandbox = await mock.SandboxAsync();
        var vendor = mock.Vendor(slug);
        return (sandbox, vendor, TestSandbox.UserTarget(vendor, sandbox.Key(vendor)));
    }
}
