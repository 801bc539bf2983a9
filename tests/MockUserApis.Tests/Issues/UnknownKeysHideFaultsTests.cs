namespace MockUserApis.Tests.Issues;

/// <summary>
/// Lenient lets unknown keys pass; fifty of them used to end the check of the body, and a wrong type behind them was
/// stored, or failed inside the mock.
/// </summary>
public sealed class UnknownKeysHideFaultsTests(MockFixture mock)
{
    [Theory]
    [InlineData("\"country\":5")]
    [InlineData("\"country\":\"India\",\"smsSubscription\":5")]
    public async Task Body_WithManyUnknownKeysBeforeAWrongType_IsRefused(string fault)
    {
        var sandbox = await mock.SandboxAsync("""{"profile":"lenient"}""");
        var unknown = string.Join(',', Enumerable.Range(0, 60).Select(i => $"\"k{i}\":1"));
        var body = $$"""{{{unknown}},"firstName":"Nora","lastName":"Winter","email":"nora1@example.com",{{fault}}}""";
        var answer = await sandbox.CallAsync(mock.Vendor("volt-mx"), "PUT", "/api/v1/audience/1", body);
        answer.Status.ShouldBe(400, answer.Text);
        answer.Text.ShouldBe("""{"message":"Invalid request format"}""");
    }
}
