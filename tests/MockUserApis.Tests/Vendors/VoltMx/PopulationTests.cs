namespace MockUserApis.Tests.Vendors.VoltMx;

public sealed class PopulationTests(MockFixture mock)
{
    [Fact]
    public async Task MobileNumber_BeyondTheReservedOnes_IsNone()
    {
        var users = (await mock.SandboxAsync("""{"population":1001}""")).AsMade.Users(mock.Vendor("volt-mx"));
        users.At(1000)!.Value.Document.Text("mobileNumber").ShouldBe("+16175550199");
        users.At(1001)!.Value.Document.Text("mobileNumber").ShouldBe("");
    }

    // A billion members: a page far out must not generate those before it.
    [Fact]
    public async Task List_FarOut_ReadsItsOwnPageAlone()
    {
        var sandbox = await mock.SandboxAsync("""{"population":1000000000}""");
        await sandbox.ArrangeAsync("DELETE", "/users/volt-mx/5");
        var page = await sandbox.CallAsync(
            mock.Vendor("volt-mx"),
            "GET",
            "/api/v1/audience?start=900000000&pageSize=1"
        );
        page.Json.GetProperty("audience")[0].GetProperty("id").GetInt64().ShouldBe(900_000_002);
    }
}
