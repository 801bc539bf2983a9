namespace MockUserApis.Tests.Issues;

/// <summary>The search for duplicate keys unescapes keys; half a surrogate pair in one made it throw: a 500.</summary>
public sealed class LoneSurrogateInKeyTests(MockFixture mock)
{
    [Theory]
    [InlineData("""{"a\ud83d":1}""")]
    [InlineData("""{"\ude00":1,"b":2}""")]
    [InlineData("""{"a":{"\ud83d\ud83d":1}}""")]
    [InlineData("""{"a":"\ud8""")]
    [InlineData("""{"a":"\""")]
    public async Task Body_HalfASurrogatePairInAKey_IsMalformedJson(string body)
    {
        var vendor = MockFixture.Known[0];
        var calls = new UserCalls(await mock.SandboxAsync(), vendor);
        await calls.SeededAsync();
        var answer = await calls.UpdateAsync(body);
        answer.Status.ShouldBeInRange(400, 499, answer.Text);
    }
}
