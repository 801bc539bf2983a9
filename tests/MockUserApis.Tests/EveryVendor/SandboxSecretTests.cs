using System.Text.Json;

namespace MockUserApis.Tests.EveryVendor;

/// <summary>With <c>--sandbox-secret</c> nobody works out a credential from a sandbox's name.</summary>
public sealed class SandboxSecretTests
{
    private const string Secret = "a-secret-of-the-team-0123456789";

    [Fact]
    public async Task Credentials_WithASecret_FollowFromNameAndSecret()
    {
        var plain = await IssuedAsync(new MockOptions());
        var one = await IssuedAsync(new MockOptions { SandboxSecret = Secret });
        var other = await IssuedAsync(new MockOptions { SandboxSecret = Secret + "!" });
        (await IssuedAsync(new MockOptions { SandboxSecret = Secret })).ShouldBe(one);
        one.Values.Intersect(plain.Values).ShouldBeEmpty();
        one.Values.Intersect(other.Values).ShouldBeEmpty();
        one.Count.ShouldBe(MockFixture.Known.Count);
    }

    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task Sandbox_WithASecret_IsOpenedByWhatWasIssuedAlone(string slug)
    {
        await using var server = await StartAsync(new MockOptions { SandboxSecret = Secret });
        var vendor = server.Vendor(slug);
        var made = (await server.Control.SendAsync("POST", "/_mock/sandboxes", """{"name":"ci-7"}""")).Json;
        var issued = Headers(made, slug);
        await ReachesAsync(server, vendor, issued, "ci-7");
        // What the name alone leads to opens nothing.
        await ReachesAsync(server, vendor, vendor.Issue("ci-7")[0].Headers, null);
        Headers((await server.Control.SendAsync("GET", "/_mock/sandboxes/ci-7")).Json, slug).ShouldBe(issued);
        // The documented ones stay the default sandbox's.
        await ReachesAsync(server, vendor, vendor.Issue("default")[0].Headers, "default");
        (await server.Control.SendAsync("DELETE", "/_mock/sandboxes/ci-7")).Status.ShouldBe(204);
        await ReachesAsync(server, vendor, issued, null);
    }

    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task DefaultCredentials_Off_OpenNothing(string slug)
    {
        foreach (var secret in new[] { null, Secret })
        {
            var options = new MockOptions { SandboxSecret = secret, DefaultCredentials = false };
            await using var server = await StartAsync(options);
            var vendor = server.Vendor(slug);
            var documented = vendor.Issue("default")[0].Headers;
            await ReachesAsync(server, vendor, documented, null);
            await ReachesAsync(server, vendor, [.. documented, new("X-Mock-Sandbox", "default")], null);
            var shown = (await server.Control.SendAsync("GET", "/_mock/vendors"))
                .Json.EnumerateArray()
                .Single(v => v.GetProperty("slug").ValueEquals(slug));
            var headers = Headers(shown.GetProperty("credential"));
            if (secret is null)
                headers.ShouldBeEmpty();
            else
                await ReachesAsync(server, vendor, headers, "default");
        }
    }

    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task CorrectedCurl_ForAStranger_NeverCarriesTheSecretsCredential(string slug)
    {
        foreach (var documented in (bool[])[true, false])
        {
            var options = new MockOptions { SandboxSecret = Secret, DefaultCredentials = documented };
            await using var server = await StartAsync(options);
            var vendor = server.Vendor(slug);
            var made = (await server.Control.SendAsync("POST", "/_mock/sandboxes", """{"name":"ci-7"}""")).Json;
            var target = Target(server, vendor);
            var refused = await server.Wire(vendor).SendAsync("GET", target, [new("X-Mock-Sandbox", "ci-7")], null);
            var id = refused.Header("X-Mock-Exchange");
            var entry = await server.Control.SendAsync("GET", $"/_mock/sandboxes/ci-7/requests/{id}");
            entry.Text.ShouldNotContain(Headers(made, slug)[^1].Value);
            entry.Json.GetProperty("diagnosis").TryGetProperty("curl", out var curl).ShouldBe(documented);
            if (documented)
                curl.GetString()!.ShouldContain("X-Mock-Sandbox: ci-7");
        }
    }

    private static async Task ReachesAsync(
        Server server,
        Vendor vendor,
        IEnumerable<KeyValuePair<string, string>> headers,
        string? sandbox
    )
    {
        var answer = await server.Wire(vendor).SendAsync("GET", Target(server, vendor), headers, null);
        if (sandbox is null)
        {
            answer.Status.ShouldBeOneOf(400, 401, 403);
            return;
        }

        answer.Status.ShouldBe(200, answer.Text);
        var entry = $"/_mock/sandboxes/{sandbox}/requests/{answer.Header("X-Mock-Exchange")}";
        (await server.Control.SendAsync("GET", entry)).Status.ShouldBe(200);
    }

    private static string Target(Server server, Vendor vendor)
    {
        var users = server.Sandboxes.DefaultSandbox.Users(vendor);
        var key = Population.ValueOf(users.At(1)!.Value.Document, users.Recipe.Indexes[0]);
        return TestSandbox.UserTarget(vendor, key!);
    }

    private static async Task<Dictionary<string, string>> IssuedAsync(MockOptions options)
    {
        await using var server = await StartAsync(options);
        var made = (await server.Control.SendAsync("POST", "/_mock/sandboxes", """{"name":"ci-7"}""")).Json;
        return made.GetProperty("credentials").EnumerateObject().ToDictionary(c => c.Name, c => c.Value.GetRawText());
    }

    private static Task<Server> StartAsync(MockOptions options) => Server.StartAsync(options, Store.Use);

    private static List<KeyValuePair<string, string>> Headers(JsonElement made, string slug) =>
        Headers(made.GetProperty("credentials").GetProperty(slug));

    private static List<KeyValuePair<string, string>> Headers(JsonElement credential) =>
        [
            .. credential
                .GetProperty("headers")
                .EnumerateObject()
                .Select(h => KeyValuePair.Create(h.Name, h.Value.GetString()!)),
        ];
}
