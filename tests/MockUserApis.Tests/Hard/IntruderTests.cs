using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MockUserApis.Tests.Hard;

/// <summary>What an intruder would try; src/THREATS.md names the test that holds each line.</summary>
[Collection("listeners")]
public sealed class IntruderTests(MockFixture mock)
{
    private const string Marker = "hunter2-do-not-keep";

    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task Journal_AnySecretThatAClientSent_IsNowhereInIt(string slug)
    {
        var vendor = mock.Vendor(slug);
        var sandbox = await mock.SandboxAsync();
        var calls = new UserCalls(sandbox, vendor);
        await calls.SeededAsync();
        KeyValuePair<string, string>[] own = [.. sandbox.Credential(vendor), new("X-Mock-Sandbox", sandbox.Name)];
        await sandbox.SendAsync(vendor, "GET", calls.Target(), own, null);
        foreach (var header in MockFixture.Known.SelectMany(v => v.CredentialHeaders).Concat(["Authorization", "Cookie", "X-Api-Key", "X-Auth-Token", "Api-Secret", "X-Password"]))
        {
            await sandbox.SendAsync(vendor, "GET", calls.Target(), [new("X-Mock-Sandbox", sandbox.Name), new(header, Marker)], null);
        }

        foreach (var login in vendor.Contract.Operations.Where(o => o.Secrets.Count > 0))
        {
            foreach (var (method, target) in new[] { (login.Method, login.Path), ("PUT", login.Path), (login.Method, login.Path + "/") })
            {
                foreach (var body in new[] { $$"""{"userid":"mock","password":"{{Marker}}"}""", $$"""{"password":["{{Marker}}"]}""", $"[\"{Marker}\"]", $"password={Marker}", $$"""{"userid":1,"more":{"password":"{{Marker}}"} }""" })
                {
                    await sandbox.SendAsync(vendor, method, target, [new("X-Mock-Sandbox", sandbox.Name), new("Content-Type", "application/json")], Encoding.UTF8.GetBytes(body));
                }
            }
        }

        var list = await sandbox.ArrangeAsync("GET", "/requests");
        var told = new List<string> { list.Text, (await sandbox.ArrangeAsync("GET", "/requests?format=har")).Text, (await sandbox.ArrangeAsync("GET", "/snapshot")).Text, (await sandbox.ArrangeAsync("GET", "/coverage")).Text };
        told.ShouldAllBe(t => sandbox.Credential(vendor).All(h => !t.Contains(h.Value, StringComparison.Ordinal)));
        foreach (var entry in list.Json.EnumerateArray()) told.Add((await sandbox.ArrangeAsync("GET", $"/requests/{entry.GetProperty("id")}")).Text);
        told.ShouldAllBe(t => !t.Contains(Marker, StringComparison.Ordinal));
        list.Json.GetArrayLength().ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task Serve_OffLoopbackWithoutAToken_IsRefused()
    {
        var ended = await Should.ThrowAsync<InvalidOperationException>(() => MockProcess.StartAsync("--host", "0.0.0.0"));
        ended.Message.ShouldContain("serve ended with 2");
        ended.Message.ShouldContain("--control-token");
    }

    [Fact]
    public async Task ControlPlane_WithAToken_AsksForIt()
    {
        await using var app = await StartAsync(new MockOptions { Port = 0, ControlToken = "let me in" });
        var wire = Control(app);
        foreach (var wrong in new[] { "", "let me", "let me in!", "LET ME IN" })
        {
            (await wire.SendAsync("GET", "/_mock/sandboxes", [new("X-Mock-Token", wrong)], null)).Status.ShouldBe(401, wrong);
            (await wire.SendAsync("GET", "/_mock/sandboxes", [new("Authorization", "Bearer " + wrong)], null)).Status.ShouldBe(401, wrong);
        }

        (await wire.SendAsync("GET", "/_mock/sandboxes", [new("Authorization", "Bearer let me in")], null)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task ControlPlane_ForeignHostOrOrigin_IsRefused()
    {
        (await mock.Control.SendAsync("GET", "/_mock/sandboxes", [new("Host", "evil.example")], null)).Status.ShouldBe(403);
        (await mock.Control.SendAsync("POST", "/_mock/sandboxes/default/reset", [new("Origin", "http://evil.example")], null)).Status.ShouldBe(403);
        (await mock.Control.SendAsync("GET", "/_mock/sandboxes", [new("Origin", "null")], null)).Status.ShouldBe(403);
        foreach (var path in new[] { "/_mock/../../etc/passwd", "/_mock/openapi/..%2f..%2fetc%2fpasswd.yaml", "/_mock/openapi/....json", "/_mock/sandboxes/..%2fdefault" })
        {
            (await mock.Control.SendAsync("GET", path)).Status.ShouldBe(404, path);
        }
    }

    [Fact]
    public async Task Limits_OfSandboxes_RefuseWithASentenceAndForgetWhatIsOver()
    {
        await using var app = await StartAsync(new MockOptions { Port = 0, MaxSandboxes = 3, JournalEntries = 5 });
        var wire = Control(app);
        for (var i = 0; i < 2; i++) (await wire.SendAsync("POST", "/_mock/sandboxes", """{"ttl":"PT0.001S"}""")).Status.ShouldBe(201);
        while ((await wire.SendAsync("GET", "/_mock/sandboxes")).Json.GetArrayLength() > 1) await Task.Yield();
        for (var i = 0; i < 2; i++) (await wire.SendAsync("POST", "/_mock/sandboxes", "{}")).Status.ShouldBe(201);
        var full = await wire.SendAsync("POST", "/_mock/sandboxes", "{}");
        full.Status.ShouldBe(409);
        full.Text.ShouldContain("DELETE /_mock/sandboxes/NAME");
        for (var i = 0; i < 9; i++) await wire.SendAsync("GET", $"/{MockFixture.Known[0].Slug}/x");
        (await wire.SendAsync("GET", "/_mock/sandboxes/default/requests")).Json.GetArrayLength().ShouldBe(5);
    }

    [Fact]
    public async Task Limits_OfListenersAndFaults_RefuseWithASentence()
    {
        var sandbox = await mock.SandboxAsync();
        for (var i = 0; i < 1000; i++) sandbox.Inside.Faults.Arm(new Fault("", "none", null, null, "reset", 0, TimeSpan.Zero, null, null));
        (await sandbox.MockAsync("POST", "/faults", """{"kind":"reset"}""")).Status.ShouldBe(409);
        var request = Encoding.ASCII.GetBytes($"GET /_mock/sandboxes/{sandbox.Name}/requests/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        var sockets = new List<System.Net.Sockets.TcpClient>();
        try
        {
            var refused = "";
            for (var i = 0; i < 65 && refused.Length == 0; i++)
            {
                sockets.Add(new System.Net.Sockets.TcpClient());
                await sockets[^1].ConnectAsync("127.0.0.1", mock.Directory.BasePort);
                var stream = sockets[^1].GetStream();
                await stream.WriteAsync(request);
                var head = new byte[4096];
                var text = Encoding.UTF8.GetString(head, 0, await stream.ReadAsync(head));
                if (text.Contains(" 429 ", StringComparison.Ordinal)) refused = text;
            }

            refused.ShouldContain("429");
        }
        finally
        {
            foreach (var socket in sockets) socket.Dispose();
        }
    }

    [Fact]
    public async Task ControlPlane_BodiesThatHurtParsers_AreRefused()
    {
        var sandbox = await mock.SandboxAsync();
        string[] paths = ["/faults", "/assert", "/clock", "/limits/" + MockFixture.Known[0].Slug, "/snapshot", "/pact-states", "/users/" + MockFixture.Known[0].Slug + "/x"];
        string[] bodies =
        [
            "", "null", "[]", "\"x\"", "1", "{", "{\"a\":\"\\ud83d\"}", "{\"\\ude00\":1}", "{\"a\":1,\"a\":2}", "{\"kind\":1e999}", "{\"kind\":\"status\",\"status\":1e99,\"times\":-1}", "{\"body\":" + FuzzText.Deep(200, true) + "}",
            FuzzText.Deep(300, false), "{\"now\":\"9999-99-99\",\"advance\":\"P9999999Y\"}", "{\"state\":\"a user exists\",\"params\":{\"id\":{\"a\":1}}}", "{\"state\":\"a user exists\",\"params\":{\"id\":\"\"}}", "{\"version\":1,\"seed\":1,\"population\":1000,\"vendors\":{\"x\":1}}",
            "{\"version\":1,\"seed\":1,\"population\":1000,\"vendors\":{\"" + MockFixture.Known[0].Slug + "\":{\"users\":[{\"ordinal\":-1,\"fields\":{}}],\"names\":{}}}}", "{\"requests\":9223372036854775807,\"window\":\"P10000Y\"}", "{\"capacity\":1e18,\"refillPerSecond\":1e-300}",
            "{\"times\":{}}", "{\"times\":{\"exactly\":-1}}", "{\"name\":\"" + new string('x', 5000) + "\"}",
        ];
        foreach (var path in paths)
        {
            foreach (var body in bodies)
            {
                foreach (var method in new[] { "POST", "PUT" })
                {
                    var answer = await sandbox.MockAsync(method, path, body);
                    answer.Status.ShouldBeLessThan(500, $"{method} {path} {body} → {answer.Text}");
                }
            }
        }
    }

    private static async Task<WebApplication> StartAsync(MockOptions options)
    {
        var app = MockServer.Build(options, MockFixture.Known);
        await app.StartAsync();
        return app;
    }

    private static Wire Control(WebApplication app) => new(app.Services.GetRequiredService<VendorDirectory>().BasePort);
}
