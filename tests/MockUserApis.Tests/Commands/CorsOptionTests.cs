namespace MockUserApis.Tests.Commands;

/// <summary><c>--cors</c>.</summary>
public sealed class CorsOptionTests
{
    [Theory]
    [InlineData("")]
    [InlineData("localhost:3000")]
    [InlineData("ftp://localhost:3000")]
    [InlineData("http://localhost:3000/app")]
    [InlineData("http://localhost:3000?x")]
    [InlineData("http://user@localhost:3000")]
    [InlineData("http://*.example.com")]
    [InlineData("null")]
    [InlineData("http://localhost:3000,nonsense")]
    public async Task Serve_OriginThatIsNone_Exits2(string value)
    {
        var ended = await Should.ThrowAsync<InvalidOperationException>(() => MockProcess.StartAsync("--cors", value));
        ended.Message.ShouldContain("serve ended with 2");
        ended.Message.ShouldContain("--cors");
        ended.Message.ShouldContain("http://localhost:3000 (scheme, host and port)");
    }

    [Fact]
    [Runs("serve", "--cors")]
    public async Task Serve_OriginsAsPeopleWriteThem_AreThoseThatBrowsersSend()
    {
        await using var mock = await MockProcess.StartAsync(
            "--cors",
            "HTTP://LocalHost:3000/, https://app.example.com:443"
        );
        foreach (var origin in new[] { "http://localhost:3000", "https://app.example.com" })
        {
            var answer = await mock.Vendor("volt-mx")
                .SendAsync("OPTIONS", "/x", [new("Origin", origin), new("Access-Control-Request-Method", "PUT")], null);
            (answer.Status, answer.Header("Access-Control-Allow-Origin")).ShouldBe((204, origin));
        }
    }
}
