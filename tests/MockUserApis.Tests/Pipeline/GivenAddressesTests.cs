using System.Text.Json;

namespace MockUserApis.Tests.Pipeline;

/// <summary>
/// Addresses that the mock gives away were those where it listens: useless to a client behind a port mapping or in
/// another container. Now they have the base that the request itself used.
/// </summary>
public sealed class GivenAddressesTests
{
    private const string Mapped = "mock.ci.example:8080";

    [Theory]
    [InlineData("GET", "/_mock/vendors", null)]
    [InlineData("GET", "/_mock/sandboxes", null)]
    [InlineData("GET", "/_mock/sandboxes/default", null)]
    [InlineData("POST", "/_mock/sandboxes", "{}")]
    [InlineData("GET", "/_mock/openapi/gainsight-px.yaml", null)]
    [InlineData("GET", "/_mock/openapi/gainsight-px.json", null)]
    public async Task ControlPlane_AskedByAnotherName_GivesAddressesByThatName(
        string method,
        string target,
        string? body
    )
    {
        await using var server = await StartAsync();

        var answer = await AskAsync(server.Control, Mapped, method, target, body);

        answer.Text.ShouldContain("http://mock.ci.example:8080/");
        answer.Text.ShouldNotContain("127.0.0.1");
    }

    [Theory]
    [InlineData("mock.ci.example", "http://mock.ci.example/gainsight-px")]
    [InlineData("mock.ci.example:8080", "http://mock.ci.example:8080/gainsight-px")]
    [InlineData("127.0.0.1:1", "http://127.0.0.1:1/gainsight-px")]
    [InlineData("[::1]:1", "http://[::1]:1/gainsight-px")]
    public async Task Vendors_BehindAPortMapping_AreBelowTheirPrefixes(string host, string expected)
    {
        await using var server = await StartAsync();

        var vendor = (await AskAsync(server.Control, host, "GET", "/_mock/vendors")).Json[0];

        vendor.GetProperty("url").GetString().ShouldBe(expected);
        vendor.GetProperty("prefixUrl").GetString().ShouldBe(expected);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("mock.ci.example")]
    [InlineData("127.0.0.2")]
    [InlineData("[::1]")]
    public async Task Vendors_AskedAtTheirOwnPort_KeepTheHostAndTheirPorts(string host)
    {
        await using var server = await StartAsync();
        var port = server.Control.Port;

        var vendor = (await AskAsync(server.Control, $"{host}:{port}", "GET", "/_mock/vendors")).Json[0];

        var own = server.Port(server.Vendor("gainsight-px"));
        vendor.GetProperty("url").GetString().ShouldBe($"http://{host}:{own}");
        vendor.GetProperty("prefixUrl").GetString().ShouldBe($"http://{host}:{port}/gainsight-px");
    }

    [Fact]
    public async Task Diagnosis_AskedByAnotherName_GivesACurlToThatName()
    {
        await using var server = await StartAsync();
        var refused = await server.Wire(server.Vendor("gainsight-px")).SendAsync("GET", "/v1/users/user-000001");
        var entry = $"/_mock/sandboxes/default/requests/{refused.Header("X-Mock-Exchange")}";

        var view = (await AskAsync(server.Control, Mapped, "GET", entry)).Json;

        var curl = view.GetProperty("diagnosis").GetProperty("curl").GetString()!;
        curl.ShouldContain("'http://mock.ci.example:8080/gainsight-px/v1/users/user-000001'");
    }

    [Theory]
    [InlineData(false, "/~default/user-com/api/public/users/", "/~default/user-com/api/public/users/?page=2")]
    [InlineData(false, "/user-com/api/public/users/", "/user-com/api/public/users/?page=2")]
    [InlineData(true, "/api/public/users/", "/user-com/api/public/users/?page=2")]
    [InlineData(true, "/~default/api/public/users/", "/user-com/~default/api/public/users/?page=2")]
    public async Task NextPage_WithAPublicUrl_IsBelowIt(bool atItsPort, string target, string expected)
    {
        var options = new MockOptions { PublicUrl = new Uri("https://mock.example.com/team") };
        await using var server = await Server.StartAsync(options);
        var vendor = server.Vendor("user-com");
        var wire = atItsPort ? new Wire(server.OwnPort(vendor)) : server.Control;
        var credential = server.Directory.Credentials.Headers(vendor, "default");

        var page = await wire.SendAsync("GET", target, credential, null);

        page.Json.GetProperty("next").GetString().ShouldBe("https://mock.example.com/team" + expected);
    }

    [Theory]
    [InlineData("users/foldspace")]
    [InlineData("collections/foldspace/subscriptions")]
    public async Task NextPage_OfTheControlPlane_IsBelowThePublicUrlElseTheHostThatWasUsed(string list)
    {
        var options = new MockOptions { PublicUrl = new Uri("https://mock.example.com/base/"), Population = 3 };
        await using var named = await Server.StartAsync(options);
        await using var server = await StartAsync();
        var target = $"/_mock/sandboxes/default/{list}";

        var below = await named.Control.SendAsync("GET", target + "?limit=1");
        var used = await AskAsync(server.Control, Mapped, "GET", target + "?limit=1&q=a");

        below.Header("Link").ShouldNotBeNull().ShouldMatch($"^<https://mock.example.com/base{target}\\?limit=1&after=");
        used.Header("Link")
            .ShouldNotBeNull()
            .ShouldMatch($"^<http://{Mapped}{target}\\?limit=1&after=[^&]+&q=a>; rel=");
    }

    private static Task<Server> StartAsync() =>
        Server.StartAsync(new MockOptions { AllowedHosts = ["mock.ci.example"], Population = 10 });

    private static Task<WireAnswer> AskAsync(
        Wire wire,
        string host,
        string method,
        string target,
        string? body = null
    ) =>
        wire.SendAsync(
            method,
            target,
            [new("Host", host)],
            body is null ? null : JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize<JsonElement>(body))
        );
}
