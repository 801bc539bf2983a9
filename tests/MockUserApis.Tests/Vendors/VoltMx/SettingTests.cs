namespace MockUserApis.Tests.Vendors.VoltMx;

public sealed class SettingTests(MockFixture mock)
{
    private const string Path = "/settings/volt-mx";

    [Fact]
    public async Task ReconciliationKey_Default_IsEmail() =>
        (await (await mock.SandboxAsync()).MockAsync("GET", Path)).Text.ShouldBe(
            """{"reconciliationKey":"email","dynamicAttributes":[]}"""
        );

    [Theory]
    [InlineData("""{"reconciliationKey":"phone"}""", 400, "email, mobileNumber")]
    [InlineData("""{"reconciliationKey":null}""", 400, "email, mobileNumber")]
    [InlineData("""{"key":"email"}""", 404, "reconciliationKey")]
    [InlineData("""["email"]""", 400, "reconciliationKey")]
    public async Task Setting_Unknown_IsRefusedNamingTheKnown(string body, int status, string known)
    {
        var answer = await (await mock.SandboxAsync()).MockAsync("PUT", Path, body);
        answer.Status.ShouldBe(status);
        answer.Text.ShouldContain(known);
    }

    [Fact]
    public async Task Setting_Snapshot_ComesBack()
    {
        var sandbox = await mock.SandboxAsync();
        await sandbox.ArrangeAsync("PUT", Path, """{"reconciliationKey":"mobileNumber"}""");
        var snapshot = (await sandbox.ArrangeAsync("GET", "/snapshot")).Text;
        await sandbox.ArrangeAsync("POST", "/reset");
        await sandbox.ArrangeAsync("PUT", "/snapshot", snapshot);
        (await sandbox.MockAsync("GET", Path)).Text.ShouldBe(
            """{"reconciliationKey":"mobileNumber","dynamicAttributes":[]}"""
        );
    }
}
