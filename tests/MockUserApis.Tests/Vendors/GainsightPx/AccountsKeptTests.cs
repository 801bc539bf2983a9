namespace MockUserApis.Tests.Vendors.GainsightPx;

/// <summary>The control plane, snapshots, Pact states and bounds have accounts like users.</summary>
public sealed class AccountsKeptTests(MockFixture mock)
{
    private const string Accounts = "/collections/gainsight-px/accounts";

    private Vendor Px => mock.Vendor("gainsight-px");

    [Fact]
    public async Task ControlPlane_OfAccounts_ListsReadsSeedsAndDeletes()
    {
        var sandbox = await mock.SandboxAsync("""{"population":3}""");
        await sandbox.ArrangeAsync("PUT", "/users/gainsight-px/ada", """{"accountId":"acme"}""");
        var seeded = await sandbox.ArrangeAsync("PUT", $"{Accounts}/acme", """{"name":"Acme","plan":"team"}""");
        seeded.Json.GetProperty("numberOfUsers").GetInt32().ShouldBe(1);
        (await sandbox.CallAsync(Px, "GET", "/v1/accounts/acme")).Text.ShouldBe(seeded.Text);
        (await sandbox.ArrangeAsync("GET", $"{Accounts}/acme")).Text.ShouldBe(seeded.Text);
        (await sandbox.ArrangeAsync("GET", $"{Accounts}?q=acme")).Text.ShouldContain("\"acme\"");
        (await sandbox.ArrangeAsync("GET", "/collections/gainsight-px")).Text.ShouldContain("\"accounts\"");
        await sandbox.ArrangeAsync("DELETE", $"{Accounts}/acme");
        (await sandbox.CallAsync(Px, "GET", "/v1/accounts/acme")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Seed_OfANumberOfUsers_IsRefusedWithWhatToDo()
    {
        var sandbox = await mock.SandboxAsync();
        var refused = await sandbox.MockAsync("PUT", $"{Accounts}/acme", """{"numberOfUsers":7}""");
        refused.Status.ShouldBe(400);
        refused.Json.GetProperty("detail").GetString()!.ShouldContain("seed users");
        (await sandbox.CallAsync(Px, "GET", "/v1/accounts/acme")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Snapshot_WithAccounts_IsRestored()
    {
        var sandbox = await mock.SandboxAsync("""{"population":30}""");
        await sandbox.ArrangeAsync("PUT", $"{Accounts}/acme", """{"name":"Acme"}""");
        (await sandbox.CallAsync(Px, "DELETE", "/v1/accounts/account-2")).Status.ShouldBe(204);
        var before = await sandbox.CallAsync(Px, "GET", "/v1/accounts?pageSize=1000");
        var snapshot = (await sandbox.ArrangeAsync("GET", "/snapshot")).Text;
        await sandbox.ArrangeAsync("POST", "/reset");
        (await sandbox.CallAsync(Px, "GET", "/v1/accounts/account-2")).Status.ShouldBe(200);
        await sandbox.ArrangeAsync("PUT", "/snapshot", snapshot);
        (await sandbox.CallAsync(Px, "GET", "/v1/accounts?pageSize=1000")).Text.ShouldBe(before.Text);
    }

    [Fact]
    public async Task PactState_OfAnAccount_IsSetUpAndUndone()
    {
        var sandbox = await mock.SandboxAsync();
        string Body(string action) =>
            $$"""{"state":"an account exists","params":{"id":"acme","plan":"team"},"action":"{{action}}"}""";
        await sandbox.ArrangeAsync("POST", "/pact-states?vendor=gainsight-px", Body("setup"));
        var made = await sandbox.CallAsync(Px, "GET", "/v1/accounts/acme");
        made.Json.GetProperty("plan").GetString().ShouldBe("team");
        await sandbox.ArrangeAsync("POST", "/pact-states?vendor=gainsight-px", Body("teardown"));
        (await sandbox.CallAsync(Px, "GET", "/v1/accounts/acme")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Delete_OfAnAccountWithMoreUsersThanThereIsRoomFor_DeletesNone()
    {
        await using var server = await Server.StartAsync(new() { MaxChangedUsers = 10 });
        var sandbox = await server.SandboxAsync("""{"rateLimits":false,"population":2000}""");
        var px = server.Vendor("gainsight-px");
        var before = await sandbox.CallAsync(px, "GET", "/v1/users?pageSize=1&filter=accountId==account-1");

        var refused = await sandbox.CallAsync(px, "DELETE", "/v1/accounts/account-1", mayDepart: true);

        refused.Status.ShouldBe(507, refused.Text);
        (await sandbox.CallAsync(px, "GET", "/v1/accounts/account-1")).Status.ShouldBe(200);
        var after = await sandbox.CallAsync(px, "GET", "/v1/users?pageSize=1&filter=accountId==account-1");
        after.Text.ShouldBe(before.Text);
    }
}
