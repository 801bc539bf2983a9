using Microsoft.Extensions.DependencyInjection;

namespace MockUserApis.Tests.Http;

/// <summary>Probes cannot send a token, and some send HEAD.</summary>
public sealed class HealthTests(MockFixture mock)
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData(null)]
    [InlineData(Token)]
    public async Task Health_ByGetAndHead_NeedsNoToken(string? token)
    {
        await using var server = await Server.StartAsync(new MockOptions { ControlToken = token });
        var read = await server.Control.SendAsync("GET", "/_mock/health");
        (read.Status, read.Text).ShouldBe((200, """{"status":"ready"}"""));
        var head = await server.Control.SendAsync("HEAD", "/_mock/health");
        (head.Status, head.Text).ShouldBe((200, ""));
        head.Header("Content-Type").ShouldBe(read.Header("Content-Type"));
    }

    [Fact]
    public async Task Health_OfAServerThatIsNotReady_IsStartingAndHasNo200()
    {
        Readiness? readiness = null;
        await using var server = await Server.StartAsync(pages: app =>
            readiness = app.ApplicationServices.GetRequiredService<Readiness>()
        );
        readiness!.IsReady = false;
        var answer = await server.Control.SendAsync("GET", "/_mock/health");
        (answer.Status, answer.Text).ShouldBe((503, """{"status":"starting"}"""));
    }

    [Theory]
    [InlineData("?verbose")]
    [InlineData("?VERBOSE=1")]
    [InlineData("?x=1&%76erbose=true")]
    public async Task Health_AskedForMore_AsksForTheToken(string query)
    {
        await using var server = await Server.StartAsync(new MockOptions { ControlToken = Token });
        (await server.Control.SendAsync("GET", "/_mock/health" + query)).Status.ShouldBe(401);
        (await server.Control.SendAsync("GET", "/_mock/health?x=1")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Health_ByAnyOtherMethod_AsksForTheToken()
    {
        await using var server = await Server.StartAsync(new MockOptions { ControlToken = Token });
        foreach (var method in new[] { "POST", "PUT", "DELETE", "OPTIONS", "TRACE" })
        {
            (await server.Control.SendAsync(method, "/_mock/health")).Status.ShouldBe(401, method);
        }
    }

    [Fact]
    public async Task Health_Verbose_SaysWhatIsHeldAgainstWhichBound()
    {
        await mock.SandboxAsync();
        var plain = await mock.Control.SendAsync("GET", "/_mock/health");
        plain.Text.ShouldBe("""{"status":"ready"}""");
        var told = await mock.Control.SendAsync("GET", "/_mock/health?verbose");
        told.Status.ShouldBe(200);
        told.Json.GetProperty("status").GetString().ShouldBe("ready");
        foreach (var held in told.Json.GetProperty("held").EnumerateArray())
        {
            held.GetProperty("now").GetInt64().ShouldBeInRange(0, held.GetProperty("most").GetInt64(), held.ToString());
        }

        var names = told
            .Json.GetProperty("held")
            .EnumerateArray()
            .Select(h => h.GetProperty("what").GetString())
            .ToList();
        foreach (var what in new[] { "sandboxes", "listeners", "logins", "scans running" })
            names.ShouldContain(what);
    }

    [Fact]
    public async Task Health_VerboseWithATokenSet_NeedsIt()
    {
        await using var server = await Server.StartAsync(new MockOptions { ControlToken = Token });
        var without = await server.Control.SendAsync("GET", "/_mock/health?verbose");
        without.Status.ShouldBe(401);
        without.Text.ShouldNotContain("sandboxes\"");
        var with = await server.Control.SendAsync("GET", "/_mock/health?verbose", [new("X-Mock-Token", Token)], null);
        with.Text.ShouldContain("\"held\"");
    }
}
