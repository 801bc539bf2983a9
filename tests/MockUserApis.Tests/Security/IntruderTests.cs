using Microsoft.Extensions.DependencyInjection;

namespace MockUserApis.Tests.Security;

/// <summary>What an intruder would try; src/THREATS.md names the test that holds each line.</summary>
public sealed class IntruderTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(MockFixture.ApiIds), MemberType = typeof(MockFixture))]
    public async Task Journal_AnySecretThatAClientSent_IsNowhereInIt(string api)
    {
        var vendor = mock.Asked(api);
        var sandbox = await mock.SandboxAsync("""{"rateLimits":false}""");
        var requests = new SecretRequests(vendor, mock.Wire(vendor), vendor.Vendor.Issue(sandbox.Name)[0].Headers);
        await requests.SendAsync(sandbox.Name);
        var list = await sandbox.ArrangeAsync("GET", "/requests?limit=1000");
        list.Json.GetArrayLength().ShouldBeGreaterThan(vendor.Api.Contract.Operations.Count);
        list.Text.ShouldContain("\"X-Harmless\":\"kept\"");
        var told = new List<string>
        {
            list.Text,
            (await sandbox.ArrangeAsync("GET", "/requests?format=har&limit=1000")).Text,
            (await sandbox.ArrangeAsync("GET", "/snapshot")).Text,
            (await sandbox.ArrangeAsync("GET", "/coverage")).Text,
        };
        foreach (var text in told)
            requests.Secrets.Where(s => text.Contains(s, StringComparison.Ordinal)).ShouldBeEmpty();
        // An entry's corrected curl carries the credential that the sandbox hands out to a caller that asks for it.
        foreach (var entry in list.Json.EnumerateArray())
            told.Add((await sandbox.ArrangeAsync("GET", $"/requests/{entry.GetProperty("id")}")).Text);
        told.ShouldAllBe(t => !t.Contains(SecretRequests.Marker, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Serve_OffLoopbackWithoutAToken_IsRefused()
    {
        var ended = await Should.ThrowAsync<InvalidOperationException>(() =>
            MockProcess.StartAsync("--host", "0.0.0.0")
        );
        ended.Message.ShouldContain("serve ended with 2");
        ended.Message.ShouldContain("--control-token");
    }

    [Fact]
    public async Task Limits_OfSandboxes_RefuseWithASentenceAndForgetWhatIsOver()
    {
        var time = new RealTime(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var server = await Server.StartAsync(
            new MockOptions { MaxSandboxes = 3, JournalEntries = 5 },
            builder => builder.Services.AddSingleton<TimeProvider>(time)
        );
        for (var i = 0; i < 2; i++)
            await server.SandboxAsync("""{"ttl":"PT1H"}""");
        (await server.Control.SendAsync("POST", "/_mock/sandboxes", "{}")).Status.ShouldBe(409);
        time.Now += TimeSpan.FromHours(1);
        for (var i = 0; i < 2; i++)
            await server.SandboxAsync();
        var full = await server.Control.SendAsync("POST", "/_mock/sandboxes", "{}");
        full.Status.ShouldBe(409);
        full.Text.ShouldContain("DELETE /_mock/sandboxes/NAME");
        for (var i = 0; i < 9; i++)
            await server.Control.SendAsync("GET", $"/{MockFixture.Known[0].Slug}/x");
        (await server.Control.SendAsync("GET", "/_mock/sandboxes/default/requests")).Json.GetArrayLength().ShouldBe(5);
    }

    [Fact]
    public async Task Limits_OfListenersAndFaults_RefuseWithASentence()
    {
        await using var server = await Server.StartAsync(more: Store.Use);
        var sandbox = await server.SandboxAsync();
        for (var i = 0; i < 1000; i++)
            sandbox.Inside.Faults.Arm(new Fault(FaultKind.Reset) { Vendor = "none" });
        (await sandbox.MockAsync("POST", "/faults", """{"kind":"reset"}""")).Status.ShouldBe(409);
        var listening = new List<EventStream>();
        try
        {
            for (var i = 0; i < 64; i++)
                listening.Add(await EventStream.OpenAsync(server.Directory.BasePort, sandbox.Name));
            var refused = await sandbox.MockAsync("GET", "/requests/stream");
            refused.Status.ShouldBe(429);
            refused.Text.ShouldContain("GET /requests?since=ID");
            // Each server has seats of its own.
            using var elsewhere = await EventStream.OpenAsync(mock.Directory.BasePort, Sandboxes.Default);
        }
        finally
        {
            foreach (var stream in listening)
                stream.Dispose();
        }
    }

    [Theory]
    [InlineData("POST", "/faults")]
    [InlineData("POST", "/assert")]
    [InlineData("POST", "/clock")]
    [InlineData("POST", "/pact-states")]
    [InlineData("PUT", "/limits/{slug}")]
    [InlineData("PUT", "/snapshot")]
    [InlineData("PUT", "/users/{slug}/x")]
    public async Task ControlPlane_BodiesThatHurtParsers_AreRefused(string method, string path)
    {
        var sandbox = await mock.SandboxAsync();
        var target = path.Replace("{slug}", MockFixture.Known[0].Slug, StringComparison.Ordinal);
        foreach (
            var body in new[]
            {
                "null",
                "[]",
                "\"x\"",
                "1",
                "{",
                "{\"a\":\"\\ud83d\"}",
                "{\"\\ude00\":1}",
                "{\"a\":1,\"a\":2}",
                FuzzText.Deep(300, lists: true),
                FuzzText.Deep(300, lists: false),
            }
        )
        {
            (await sandbox.MockAsync(method, target, body)).Status.ShouldBe(400, body);
            (await sandbox.MockAsync(method == "PUT" ? "POST" : "PUT", target, body)).Status.ShouldBe(405, body);
        }
    }

    [Theory]
    [InlineData("POST", "/faults", """{"kind":1e999}""", 400)]
    [InlineData("POST", "/faults", """{"kind":"status","status":1e99,"times":-1}""", 400)]
    [InlineData("POST", "/assert", "", 422)]
    [InlineData("POST", "/assert", """{"times":{}}""", 400)]
    [InlineData("POST", "/assert", """{"times":{"exactly":-1}}""", 400)]
    [InlineData("POST", "/clock", "", 200)]
    [InlineData("POST", "/clock", """{"now":"9999-99-99","advance":"P9999999Y"}""", 400)]
    [InlineData("POST", "/pact-states", "", 400)]
    [InlineData("POST", "/pact-states", """{"state":"a user exists","params":{"id":{"a":1}}}""", 400)]
    [InlineData("POST", "/pact-states", """{"state":"a user exists","params":{"id":""}}""", 400)]
    [InlineData("PUT", "/limits/{slug}", """{"requests":9223372036854775807,"window":"P10000Y"}""", 200)]
    [InlineData("PUT", "/limits/{slug}", """{"capacity":1e18,"refillPerSecond":1e-300}""", 400)]
    [InlineData("PUT", "/snapshot", """{"version":1,"seed":1,"population":1000,"vendors":{"x":1}}""", 400)]
    [InlineData(
        "PUT",
        "/snapshot",
        """
            {"version":1,"seed":1,"population":1000,
             "vendors":{"{slug}":{"users":[{"ordinal":-1,"fields":{}}],"names":{}}}}
            """,
        400
    )]
    [InlineData(
        "PUT",
        "/snapshot",
        """
            {"version":1,"seed":1,"population":1000,
             "vendors":{"{slug}":{"users":[{"ordinal":1,"fields":{}},{"ordinal":1,"fields":{}}],"names":{}}}}
            """,
        400
    )]
    [InlineData("PUT", "/users/{slug}/x", "", 200)]
    public async Task ControlPlane_OddValues_AreRefusedOrHarmless(string method, string path, string body, int status)
    {
        var sandbox = await mock.SandboxAsync();
        string Filled(string text) => text.Replace("{slug}", MockFixture.Known[0].Slug, StringComparison.Ordinal);
        var answer = await sandbox.MockAsync(method, Filled(path), Filled(body));
        answer.Status.ShouldBe(status, answer.Text);
        foreach (
            var told in new[] { "", "/faults", "/limits/{slug}", "/requests", "/users/{slug}?limit=1000", "/snapshot" }
        )
            await sandbox.ArrangeAsync("GET", Filled(told));
        (await new UserCalls(sandbox, mock.Vendor(MockFixture.Known[0].Slug)).ReadAsync()).Status.ShouldBeOneOf(
            200,
            404
        );
    }
}
