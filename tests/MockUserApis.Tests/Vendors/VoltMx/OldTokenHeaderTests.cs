namespace MockUserApis.Tests.Vendors.VoltMx;

public sealed class OldTokenHeaderTests(MockFixture mock)
{
    private const string Members = "/vpns/api/v1/audience?pageSize=1";
    private const string Old = "X-Kony-Authorization";

    private Vendor VoltMx => mock.Vendor("volt-mx");

    [Fact]
    public async Task Token_InTheOlderHeader_OpensTheSandboxAndStaysOutOfTheJournal()
    {
        var sandbox = await mock.SandboxAsync();
        var token = await VoltMxLogin.TokenAsync(sandbox, VoltMx);
        (await SendAsync(sandbox, KeyValuePair.Create(Old, token))).Status.ShouldBe(200);
        (await sandbox.MockAsync("GET", "/requests")).Text.ShouldNotContain(token);
    }

    [Fact]
    public async Task Token_InBothHeaders_TheNewerDecides()
    {
        var sandbox = await mock.SandboxAsync();
        var token = await VoltMxLogin.TokenAsync(sandbox, VoltMx);
        (await SendAsync(sandbox, new(Old, "wrong"), new(VoltMxLogin.TokenHeader, token))).Status.ShouldBe(200);
        (await SendAsync(sandbox, new(Old, token), new(VoltMxLogin.TokenHeader, "wrong"))).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Token_InTheOlderHeader_IsKnownFromPrograms()
    {
        var sandbox = await mock.SandboxAsync();
        var token = await VoltMxLogin.TokenAsync(sandbox, VoltMx);
        const string target = "/api/v1/audience/1";
        var older = await sandbox.SendAsync(VoltMx, "GET", target, [new(Old, token)], null);
        var newer = await sandbox.SendAsync(VoltMx, "GET", target, [new(VoltMxLogin.TokenHeader, token)], null);
        var both = await sandbox.SendAsync(
            VoltMx,
            "GET",
            target,
            [new(Old, "wrong"), new(VoltMxLogin.TokenHeader, token)],
            null
        );
        older.Header("X-Mock-Evidence").ShouldBe("CODE");
        newer.Header("X-Mock-Evidence").ShouldBe("DOC");
        both.Header("X-Mock-Evidence").ShouldBe("DOC");
    }

    [Fact]
    public async Task Token_InTheOlderHeaderTwice_OpensNothing()
    {
        var sandbox = await mock.SandboxAsync();
        var token = await VoltMxLogin.TokenAsync(sandbox, VoltMx);
        (await SendAsync(sandbox, new(Old, token), new(Old, token))).Status.ShouldBe(401);
    }

    private Task<WireAnswer> SendAsync(TestSandbox sandbox, params KeyValuePair<string, string>[] headers) =>
        sandbox.SendAsync(VoltMx, "GET", Members, headers, null);
}
