using System.Text.Json;

namespace MockUserApis.Tests.Vendors.VoltMx;

public sealed class LoginTests(MockFixture mock)
{
    private const string Members = "/api/v1/audience?pageSize=1";

    private Vendor VoltMx => mock.Vendor("volt-mx");

    [Fact]
    public async Task ClaimsToken_UntilItExpires_OpensTheSandboxOfThePassword()
    {
        var sandbox = await mock.SandboxAsync(
            """{"population":3,"clock":{"now":"2026-03-01T00:00:00Z","freeze":true}}"""
        );
        var (login, token) = await LoginAsync(sandbox);
        login
            .GetProperty("claims_token")
            .GetProperty("exp")
            .GetInt64()
            .ShouldBe(DateTimeOffset.Parse("2026-03-01T00:30:00Z", null).ToUnixTimeMilliseconds());
        (await WithTokenAsync(sandbox, token)).Json.GetProperty("total").GetInt64().ShouldBe(3);

        await sandbox.ArrangeAsync("POST", "/clock", """{"advance":"PT30M"}""");

        (await WithTokenAsync(sandbox, token)).Status.ShouldBe(401);
        (await WithTokenAsync(sandbox, (await LoginAsync(sandbox)).Token)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Login_IsInTheJournalOfItsSandbox_WithoutSecrets()
    {
        var sandbox = await mock.SandboxAsync();
        var (_, token) = await LoginAsync(sandbox);
        var journal = (await sandbox.MockAsync("GET", "/requests?operation=login")).Text;
        journal.ShouldContain("/authService/accounts/login");
        journal.ShouldNotContain(token);
        journal.ShouldNotContain(Account(sandbox).Password);
    }

    [Fact]
    public async Task ClaimsToken_OfADroppedSandbox_OpensNothing()
    {
        var sandbox = await mock.SandboxAsync();
        var (_, token) = await LoginAsync(sandbox);
        (await mock.Control.SendAsync("DELETE", $"/_mock/sandboxes/{sandbox.Name}")).Status.ShouldBe(204);
        (await WithTokenAsync(sandbox, token)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Login_IntoANamedSandbox_TakesItsOwnPasswordAndTheDefaultOne()
    {
        var (sandbox, other) = (await mock.SandboxAsync(), await mock.SandboxAsync());
        (await PasswordAsync(sandbox, ("mock", "mock"), named: true)).Status.ShouldBe(200);
        (await PasswordAsync(sandbox, Account(sandbox), named: true)).Status.ShouldBe(200);
        (await PasswordAsync(sandbox, Account(other), named: true)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Login_WithARevokedCredential_IsUnauthorized()
    {
        var sandbox = await mock.SandboxAsync();
        await sandbox.ArrangeAsync("POST", "/pact-states?vendor=volt-mx", """{"state":"the credential is revoked"}""");
        (await PasswordAsync(sandbox, Account(sandbox), named: false)).Status.ShouldBe(401);
    }

    private static (string User, string Password) Account(TestSandbox sandbox) =>
        MockUserApis.Vendors.VoltMx.VoltMx.Account(sandbox.Name);

    private async Task<(JsonElement Body, string Token)> LoginAsync(TestSandbox sandbox)
    {
        var answer = await PasswordAsync(sandbox, Account(sandbox), named: false);
        answer.Status.ShouldBe(200, answer.Text);
        return (answer.Json, answer.Json.GetProperty("claims_token").GetProperty("value").GetString()!);
    }

    private Task<WireAnswer> PasswordAsync(TestSandbox sandbox, (string User, string Password) account, bool named) =>
        sandbox.SendAsync(
            VoltMx,
            "POST",
            "/authService/accounts/login",
            [
                new("Content-Type", "application/json"),
                .. named ? new[] { KeyValuePair.Create("X-Mock-Sandbox", sandbox.Name) } : [],
            ],
            JsonSerializer.SerializeToUtf8Bytes(new { userid = account.User, password = account.Password })
        );

    private Task<WireAnswer> WithTokenAsync(TestSandbox sandbox, string token) =>
        sandbox.SendAsync(VoltMx, "GET", Members, [new("X-VoltMX-Authorization", token)], null);
}
