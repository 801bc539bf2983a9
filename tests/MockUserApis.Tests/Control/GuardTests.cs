namespace MockUserApis.Tests.Control;

/// <summary>Who may reach the control plane.</summary>
public sealed class GuardTests(MockFixture mock)
{
    [Theory]
    [InlineData("evil.example.com")]
    [InlineData("127.0.0.1.evil.example.com")]
    [InlineData("10.0.0.1")]
    [InlineData("localhost.evil.example.com:80")]
    public async Task Control_ForeignHost_IsRefused(string host)
    {
        var answer = await mock.Control.SendAsync("GET", "/_mock/sandboxes", [new("Host", host)], null);
        (answer.Status, answer.Header("Content-Type")).ShouldBe((403, "application/problem+json"));
        answer.Json.GetProperty("detail").GetString()!.ShouldContain("--control-token");
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task Control_LoopbackName_IsAnswered(string host) =>
        (await mock.Control.SendAsync("GET", "/_mock/health", [new("Host", $"{host}:{mock.Directory.BasePort}")], null)).Status.ShouldBe(200);

    [Theory]
    [InlineData("https://evil.example.com")]
    [InlineData("http://localhost:1")]
    [InlineData("null")]
    public async Task Control_ForeignOrigin_IsRefused(string origin)
    {
        (await mock.Control.SendAsync("GET", "/_mock/sandboxes", [new("Origin", origin)], null)).Status.ShouldBe(403);
        (await mock.Control.SendAsync("POST", "/_mock/sandboxes", [new("Origin", origin)], "{}"u8.ToArray())).Status.ShouldBe(403);
    }

    [Theory]
    [InlineData("/_mock/../../etc/passwd")]
    [InlineData("/_mock/openapi/..%2f..%2fetc%2fpasswd.yaml")]
    [InlineData("/_mock/openapi/....json")]
    [InlineData("/_mock/sandboxes/..%2fdefault")]
    public async Task Control_PathOutOfIt_LeadsNowhere(string path) => (await mock.Control.SendAsync("GET", path)).Status.ShouldBe(404);

    [Fact]
    public async Task Control_OwnOrigin_IsAnswered() =>
        (await mock.Control.SendAsync("GET", "/_mock/health", [new("Origin", $"http://127.0.0.1:{mock.Directory.BasePort}")], null)).Status.ShouldBe(200);

    [Fact]
    public async Task Control_OnAVendorsPort_IsNotThere() =>
        (await mock.Wire(mock.Directory.All[0]).SendAsync("GET", "/_mock/sandboxes")).Status.ShouldNotBe(200);

    [Fact]
    public async Task Control_WithATokenSet_AsksForIt()
    {
        await using var server = await Server.StartAsync(new MockOptions { ControlToken = "open-sesame" });
        var control = server.Control;
        var refused = await control.SendAsync("GET", "/_mock/sandboxes");
        (refused.Status, refused.Header("WWW-Authenticate")).ShouldBe((401, "Bearer realm=\"mock control plane\""));
        foreach (var wrong in new[] { "", "wrong", "open-sesam", "open-sesame!", "OPEN-SESAME" })
        {
            (await control.SendAsync("GET", "/_mock/sandboxes", [new("Authorization", "Bearer " + wrong)], null)).Status.ShouldBe(401, wrong);
            (await control.SendAsync("GET", "/_mock/sandboxes", [new("X-Mock-Token", wrong)], null)).Status.ShouldBe(401, wrong);
        }

        (await control.SendAsync("GET", "/_mock/sandboxes", [new("Authorization", "Bearer open-sesame")], null)).Status.ShouldBe(200);
        (await control.SendAsync("GET", "/_mock/sandboxes", [new("X-Mock-Token", "open-sesame")], null)).Status.ShouldBe(200);
    }
}
