namespace MockUserApis.Tests.Http;

/// <summary>Bodies of the control plane that are small by nature are refused when they are not.</summary>
public sealed class ControlBodyTests(MockFixture mock)
{
    private static readonly string Long = $$"""{"vendor":"{{new string('x', 2 << 20)}}"}""";

    [Theory]
    [InlineData("POST", "/assert")]
    [InlineData("POST", "/faults")]
    [InlineData("POST", "/clock")]
    [InlineData("POST", "/pact-states")]
    [InlineData("PUT", "/limits/{slug}")]
    [InlineData("PUT", "/settings/{slug}")]
    [InlineData("PUT", "/users/{slug}/x")]
    public async Task Body_LongerThanAnyOfItsKind_IsRefusedWithTheBound(string method, string path)
    {
        var sandbox = await mock.SandboxAsync();
        var target = path.Replace("{slug}", mock.Vendor("volt-mx").Slug, StringComparison.Ordinal);
        var refused = await sandbox.MockAsync(method, target, Long);
        refused.Status.ShouldBe(413, refused.Text);
        refused.Text.ShouldContain("at most 1048576 bytes");
    }

    [Fact]
    public async Task Sandbox_LongBody_IsRefused() =>
        (await mock.Control.SendAsync("POST", "/_mock/sandboxes", Long)).Status.ShouldBe(413);

    [Fact]
    public async Task Snapshot_OfSomeMegabytes_IsTaken()
    {
        var from = await mock.SandboxAsync("""{"population":0}""");
        var to = await mock.SandboxAsync("""{"population":0}""");
        for (var i = 0; i < 4; i++)
        {
            var user = $$"""{"title":"{{new string('x', 600_000)}}"}""";
            await from.ArrangeAsync("PUT", $"/users/gainsight-px/u{i}", user);
        }

        var snapshot = (await from.ArrangeAsync("GET", "/snapshot")).Text;
        snapshot.Length.ShouldBeGreaterThan(2 << 20);
        await to.ArrangeAsync("PUT", "/snapshot", snapshot);
        (await to.ArrangeAsync("GET", "/snapshot")).Text.Equals(snapshot, StringComparison.Ordinal).ShouldBeTrue();
    }
}
