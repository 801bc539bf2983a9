namespace MockUserApis.Tests.Issues;

/// <summary>
/// Names that a snapshot brought back were lost by the next snapshot, unless a request had used them in between: their
/// ids changed.
/// </summary>
public sealed class RestoredNamesTests(MockFixture mock)
{
    [Fact]
    public async Task Snapshot_OfARestoredSandbox_IsTheSameSnapshot()
    {
        var calls = new UserCalls(await mock.SandboxAsync(), mock.Vendor("user-com"));
        await calls.SeededAsync();
        (await calls.UpdateAsync("""{"tags":["one","two"],"Shoe size":42}""")).Status.ShouldBe(200);
        var first = (await calls.Sandbox.ArrangeAsync("GET", "/snapshot")).Text;
        first.ShouldContain("Shoe size");
        for (var i = 0; i < 2; i++)
        {
            await calls.Sandbox.ArrangeAsync("PUT", "/snapshot", first);
            (await calls.Sandbox.ArrangeAsync("GET", "/snapshot")).Text.ShouldBe(first);
        }
    }
}
