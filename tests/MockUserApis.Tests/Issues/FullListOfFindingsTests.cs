namespace MockUserApis.Tests.Issues;

/// <summary>
/// Fifty departures that lenient forgives filled the list of findings: what was wrong behind them was stored unseen.
/// </summary>
public sealed class FullListOfFindingsTests(MockFixture mock)
{
    [Theory]
    [InlineData(49, 204)]
    [InlineData(50, 400)]
    [InlineData(60, 400)]
    public async Task Lenient_WrongTypeBehindForgivenOnes_IsRefused(int forgiven, int status)
    {
        var sandbox = await mock.SandboxAsync("""{"profile":"lenient"}""");
        var vendor = mock.Vendor("gainsight-px");
        var texts = string.Join(',', Enumerable.Repeat("""{"channel":"1"}""", forgiven));
        var wrong = forgiven < 50 ? "" : ""","score":[]""";
        var body = $$"""
            {"identifyId":"user-000001","propertyKeys":["AP-1"],"channelMetricList":[{{texts}}]{{wrong}}}
            """;
        var answer = await sandbox.CallAsync(vendor, "PUT", "/v1/users/user-000001", body);
        answer.Status.ShouldBe(status, answer.Text);
    }
}
