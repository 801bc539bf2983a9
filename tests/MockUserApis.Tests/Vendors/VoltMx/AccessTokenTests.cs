namespace MockUserApis.Tests.Vendors.VoltMx;

/// <summary>AccessToken and AccessSecret open the sandbox of the password, together and for half an hour.</summary>
public sealed class AccessTokenTests(MockFixture mock)
{
    private Vendor VoltMx => mock.Vendor("volt-mx");

    [Fact]
    public async Task Pair_UntilItExpires_OpensTheSandboxOfThePassword()
    {
        var sandbox = await mock.SandboxAsync(
            """{"population":3,"clock":{"now":"2026-03-01T00:00:00Z","freeze":true}}"""
        );
        var (token, secret) = await PairAsync(sandbox);

        (await ListAsync(token, secret)).Json.GetProperty("total").GetInt64().ShouldBe(3);
        (await ListAsync(token, null)).Status.ShouldBe(401);
        (await ListAsync(null, secret)).Status.ShouldBe(401);
        (await ListAsync(secret, token)).Status.ShouldBe(401);
        await sandbox.ArrangeAsync("POST", "/clock", """{"advance":"PT30M"}""");
        (await ListAsync(token, secret)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Pair_IsNowhereInTheJournal()
    {
        var sandbox = await mock.SandboxAsync();
        var (token, secret) = await PairAsync(sandbox);
        await ListAsync(token, secret);

        foreach (var place in (string[])["/requests", "/requests?format=har", "/snapshot"])
        {
            var text = (await sandbox.MockAsync("GET", place)).Text;
            text.ShouldNotContain(token, Case.Sensitive, place);
            text.ShouldNotContain(secret, Case.Sensitive, place);
        }
    }

    [Fact]
    public async Task Diagnosis_OfARequestWithoutAPassword_GrantsNothing()
    {
        var sandbox = await mock.SandboxAsync("""{"clock":{"now":"2026-03-01T00:00:00Z","freeze":true}}""");
        var (token, secret) = await PairAsync(sandbox);
        var refused = await sandbox.SendAsync(
            VoltMx,
            "GET",
            "/api/v1/oauth/accesstoken",
            [new("X-Mock-Sandbox", sandbox.Name)],
            null
        );
        refused.Status.ShouldBe(401);

        await sandbox.ArrangeAsync("GET", $"/requests/{refused.Header("X-Mock-Exchange")}");

        KeyValuePair<string, string>[] headers = [new("AccessToken", token), new("AccessSecret", secret)];
        await sandbox.SendAsync(VoltMx, "POST", "/api/v1/audience/1/delete", headers, null);
        (await sandbox.CallAsync(VoltMx, "GET", "/api/v1/audience/1")).Status.ShouldBe(400, "it was deleted for good");
    }

    private async Task<(string Token, string Secret)> PairAsync(TestSandbox sandbox)
    {
        var answer = (await sandbox.CallAsync(VoltMx, "GET", "/api/v1/oauth/accesstoken")).Json;
        return (answer.GetProperty("AccessToken").GetString()!, answer.GetProperty("AccessSecret").GetString()!);
    }

    // No header names the sandbox: the pair does.
    private Task<WireAnswer> ListAsync(string? token, string? secret)
    {
        List<KeyValuePair<string, string>> headers = [];
        if (token is not null)
            headers.Add(new("AccessToken", token));
        if (secret is not null)
            headers.Add(new("AccessSecret", secret));
        return mock.Wire(VoltMx).SendAsync("GET", "/api/v1/audience?pageSize=1", headers, null);
    }
}
