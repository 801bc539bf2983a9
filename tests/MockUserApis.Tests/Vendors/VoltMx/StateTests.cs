namespace MockUserApis.Tests.Vendors.VoltMx;

/// <summary>A state is the USA's: what becomes of it elsewhere.</summary>
public sealed class StateTests(MockFixture mock)
{
    private const string Member = "/api/v1/audience/1";

    private Vendor VoltMx => mock.Vendor("volt-mx");

    [Fact]
    public async Task State_OfAMemberWhoLeavesTheUsa_StaysByAssumption()
    {
        var sandbox = await mock.SandboxAsync();
        await PutAsync(sandbox, "\"country\":\"USA\",\"state\":\"NY\"");

        var moved = await PutAsync(sandbox, "\"country\":\"India\"");

        (moved.Status, moved.Header("X-Mock-Findings"), moved.Header("X-Mock-Evidence")).ShouldBe(
            (200, "1", "ASSUMED")
        );
        await ShowsAsync(sandbox, "NY", "ASSUMED");
    }

    [Fact]
    public async Task State_ThatIsSentOutsideTheUsa_IsKeptByAssumption()
    {
        var sandbox = await mock.SandboxAsync();

        var put = await PutAsync(sandbox, "\"country\":\"India\",\"state\":\"Kerala\"");

        (put.Status, put.Header("X-Mock-Evidence")).ShouldBe((200, "ASSUMED"));
        await ShowsAsync(sandbox, "Kerala", "ASSUMED");
    }

    [Fact]
    public async Task State_OfTheSeedsSample_IsEmptyByThePage()
    {
        var sandbox = await mock.SandboxAsync();

        var put = await PutAsync(sandbox, "\"country\":\"India\",\"state\":\"\"");

        (put.Status, put.Header("X-Mock-Evidence")).ShouldBe((200, "SEED"));
        await ShowsAsync(sandbox, "", "DOC");
    }

    private async Task ShowsAsync(TestSandbox sandbox, string state, string evidence)
    {
        var read = await sandbox.CallAsync(VoltMx, "GET", Member);
        read.Json.GetProperty("state").GetString().ShouldBe(state);
        read.Header("X-Mock-Evidence").ShouldBe(evidence);
    }

    private Task<WireAnswer> PutAsync(TestSandbox sandbox, string place) =>
        sandbox.CallAsync(
            VoltMx,
            "PUT",
            Member,
            $$"""{"firstName":"Nora","lastName":"Winter","email":"nora1@example.com",{{place}}}"""
        );
}
