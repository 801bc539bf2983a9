using System.Text.Json;

namespace MockUserApis.Tests.Commands;

/// <summary><c>--public-url</c>, <c>--allowed-hosts</c>, and variables that a cluster sets for itself.</summary>
public sealed class AddressOptionTests
{
    [Theory]
    [InlineData("--public-url", "mock.example.com")]
    [InlineData("--public-url", "ftp://mock.example.com")]
    [InlineData("--public-url", "http://user:secret@mock.example.com")]
    [InlineData("--public-url", "http://mock.example.com/?x=1")]
    [InlineData("--public-url", "http://mock.example.com/#x")]
    [InlineData("--public-url", "")]
    [InlineData("--allowed-hosts", "")]
    [InlineData("--allowed-hosts", "a b")]
    [InlineData("--allowed-hosts", "http://mock.example.com")]
    [InlineData("--allowed-hosts", "mock.example.com:80")]
    [InlineData("--allowed-hosts", "mock.example.com/x")]
    [InlineData("--allowed-hosts", "*")]
    public async Task Serve_AddressThatIsNone_Exits2(string option, string value)
    {
        var ended = await Should.ThrowAsync<InvalidOperationException>(() => MockProcess.StartAsync(option, value));
        ended.Message.ShouldContain("serve ended with 2");
        ended.Message.ShouldContain(option);
        ended.Message.ShouldContain("example.com");
    }

    [Fact]
    public async Task Serve_PublicUrl_IsTheBaseOfEveryAddressGivenAway()
    {
        var url = new Uri("https://mock.example.com/team/");
        await using var server = await Server.StartAsync(new MockOptions { PublicUrl = url });
        var control = server.Control;
        var vendor = (await control.SendAsync("GET", "/_mock/vendors")).Json[0];
        vendor.GetProperty("prefixUrl").GetString().ShouldBe("https://mock.example.com/team/gainsight-px");
        vendor.GetProperty("url").GetString().ShouldBe("https://mock.example.com/team/gainsight-px");
        var made = (await control.SendAsync("POST", "/_mock/sandboxes", """{"name":"ci"}""")).Json;
        made.GetProperty("prefixUrls")
            .GetProperty("volt-mx")
            .GetString()
            .ShouldBe("https://mock.example.com/team/~ci/volt-mx");
        (await control.SendAsync("GET", "/_mock/openapi/gainsight-px.json")).Text.ShouldContain(
            "https://mock.example.com/team/gainsight-px"
        );
        server.Directory.Root.ShouldBe("https://mock.example.com/team");
    }

    [Fact]
    public async Task Serve_ServiceLinkOfACluster_IsNoValue()
    {
        await using var mock = await MockProcess.StartInAsync(
            new()
            {
                ["MOCK_USER_APIS_PORT"] = "tcp://10.0.0.1:80",
                ["MOCK_USER_APIS_SEED"] = "udp://10.0.0.1:80",
                ["MOCK_USER_APIS_ALLOWED_HOSTS"] = "mock.example.com",
            }
        );
        var named = await mock.Control.SendAsync("GET", "/_mock/vendors", [new("Host", "mock.example.com")], null);
        named.Json.ValueKind.ShouldBe(JsonValueKind.Array);
        var sandbox = await mock.Control.SendAsync("GET", "/_mock/sandboxes/default");
        sandbox.Json.GetProperty("seed").GetInt64().ShouldBe(1);
    }
}
