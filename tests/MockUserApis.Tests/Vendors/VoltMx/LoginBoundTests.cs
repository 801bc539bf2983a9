using System.Text.Json;

namespace MockUserApis.Tests.Vendors.VoltMx;

/// <summary>Tokens of logins are not kept without end: the oldest give way, those that are over are swept.</summary>
public sealed class LoginBoundTests
{
    private const string Frozen = """{"population":3,"clock":{"now":"2026-03-01T00:00:00Z","freeze":true}}""";

    [Fact]
    public async Task Logins_MoreThanTheBound_KeepTheNewestAlone()
    {
        await using var server = await Server.StartAsync(new MockOptions { MaxLogins = 5 }, Store.Use);
        var sandbox = await server.SandboxAsync(Frozen);
        List<string> tokens = [];
        for (var i = 0; i < 12; i++)
            tokens.Add(await LoginAsync(server, sandbox));
        (await server.HoldingAsync("logins")).ShouldBe(5);
        for (var i = 0; i < 12; i++)
            (await StatusAsync(server, tokens[i])).ShouldBe(i < 7 ? 401 : 200, $"token {i}");
    }

    [Fact]
    public async Task Logins_ThatAreOver_AreSweptByTheNext()
    {
        await using var server = await Server.StartAsync(more: Store.Use);
        var sandbox = await server.SandboxAsync(Frozen);
        for (var i = 0; i < 10; i++)
            await LoginAsync(server, sandbox);
        (await server.HoldingAsync("logins")).ShouldBe(10);
        await sandbox.ArrangeAsync("POST", "/clock", """{"advance":"PT1H"}""");
        (await StatusAsync(server, await LoginAsync(server, sandbox))).ShouldBe(200);
        (await server.HoldingAsync("logins")).ShouldBe(1);
    }

    [Fact]
    public async Task Logins_OfASandboxThatIsGone_AreGone()
    {
        await using var server = await Server.StartAsync(more: Store.Use);
        var sandbox = await server.SandboxAsync(Frozen);
        for (var i = 0; i < 3; i++)
            await LoginAsync(server, sandbox);
        await sandbox.ArrangeAsync("DELETE", "");
        (await server.HoldingAsync("logins")).ShouldBe(0);
    }

    private static async Task<string> LoginAsync(Server server, TestSandbox sandbox)
    {
        var (user, password) = MockUserApis.Vendors.VoltMx.VoltMx.Account(sandbox.Name);
        await sandbox.ArrangeAsync("POST", "/clock", """{"advance":"PT0.001S"}""");
        var answer = await server
            .Wire(server.Vendor("volt-mx"))
            .SendAsync(
                "POST",
                "/authService/accounts/login",
                JsonSerializer.Serialize(new { userid = user, password })
            );
        answer.Status.ShouldBe(200, answer.Text);
        return answer.Json.GetProperty("claims_token").GetProperty("value").GetString()!;
    }

    private static async Task<int> StatusAsync(Server server, string token)
    {
        var wire = server.Wire(server.Vendor("volt-mx"));
        KeyValuePair<string, string>[] headers = [new("X-VoltMX-Authorization", token)];
        return (await wire.SendAsync("GET", "/api/v1/audience?pageSize=1", headers, null)).Status;
    }
}
