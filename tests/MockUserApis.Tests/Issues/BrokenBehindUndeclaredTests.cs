namespace MockUserApis.Tests.Issues;

/// <summary>Fifty undeclared keys used up the room for findings: what was wrong behind them was stored.</summary>
public sealed class BrokenBehindUndeclaredTests(MockFixture mock)
{
    [Fact]
    public async Task Update_WrongTypeBehindFiftyUndeclaredKeys_IsRefused()
    {
        var (vendor, sandbox) = (mock.Vendor("gainsight-px"), await mock.SandboxAsync());
        var unknown = string.Concat(Enumerable.Range(0, 60).Select(i => $"\"unknown{i}\":1,"));
        var body = "{\"identifyId\":\"user-000001\",\"propertyKeys\":[\"AP-1\"]," + unknown + "\"score\":\"x\"}";
        var refused = await sandbox.CallAsync(vendor, "PUT", "/v1/users/user-000001", body);
        refused.Status.ShouldBe(400, refused.Text);
        refused.Text.ShouldContain("\"field\":\"score\"");
        refused.Header("X-Mock-Findings").ShouldBe("51");
    }
}
