namespace MockUserApis.Tests.Issues;

/// <summary>In .NET <c>$</c> matches before a last line feed too: a sandbox's name could end in one.</summary>
public sealed class SandboxNameLineFeedTests(MockFixture mock)
{
    [Theory]
    [InlineData("ci\\n")]
    [InlineData("ci\\n\\n")]
    [InlineData("ci\\r\\n")]
    [InlineData("\\nci")]
    [InlineData("ci\\u2028")]
    [InlineData("ci\\u0000")]
    [InlineData("c\\u0131")]
    [InlineData("\\u212Aelvin")]
    public async Task Create_NameWithWhatNoNameHas_IsRefused(string name)
    {
        var refused = await mock.Control.SendAsync("POST", "/_mock/sandboxes", $$"""{"name":"{{name}}"}""");

        refused.Status.ShouldBe(400, refused.Text);
        refused.Json.GetProperty("detail").GetString()!.ShouldContain("name is");
    }

    [Theory]
    [InlineData("Ann\\n", 400)]
    [InlineData("Ann", 200)]
    public async Task Pattern_OfASpec_EndsWhereTheTextEnds(string name, int status)
    {
        var sandbox = await mock.SandboxAsync();
        var vendor = mock.Vendor("foldspace");
        var target = TestSandbox.UserTarget(vendor, sandbox.Key(vendor));

        var body = $$"""{"userType":"USER","identifyId":"{{sandbox.Key(vendor)}}","name":"{{name}}"}""";
        (await sandbox.CallAsync(vendor, "PUT", target, body)).Status.ShouldBe(status);
    }
}
