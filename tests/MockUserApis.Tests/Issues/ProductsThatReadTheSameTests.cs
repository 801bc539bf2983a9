namespace MockUserApis.Tests.Issues;

/// <summary>
/// Two products that differ only in what no read shows came back as the same product twice, in a list of unique ones.
/// </summary>
public sealed class ProductsThatReadTheSameTests(MockFixture mock)
{
    [Fact]
    public async Task Products_ThatReadTheSame_AreShownOnce()
    {
        var calls = new UserCalls(await mock.SandboxAsync(), mock.Vendor("foldspace"));
        await calls.SeededAsync();
        var body = UserCalls.Minimal(calls.Vendor);
        body["products"] = System.Text.Json.Nodes.JsonNode.Parse(
            """[{},{"other":1},{"product":"p"},{"product":"p","x":1}]"""
        );
        (await calls.UpdateAsync(body.ToJsonString())).Status.ShouldBeLessThan(300);
        (await calls.ReadAsync()).Text.ShouldContain(
            """[{"product":null,"environment":null},{"product":"p","environment":null}]"""
        );
    }
}
