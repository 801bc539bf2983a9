namespace MockUserApis.Tests.Operations;

/// <summary>What differs from the population, taken out and put back.</summary>
public sealed class SnapshotTests(MockFixture mock)
{
    [Fact]
    [Succeeds("GET", "/sandboxes/{sandbox}/snapshot")]
    [Succeeds("PUT", "/sandboxes/{sandbox}/snapshot")]
    public async Task Snapshot_TakenAndRestored_BringsBackTheUsersOfThatMoment()
    {
        var calls = new UserCalls(await mock.SandboxAsync("""{"seed":3,"population":5}"""), mock.Vendor("foldspace"));
        var box = calls.Sandbox;
        await calls.SeededAsync("""{"name":"Ada"}""", "ada");
        var user = await box.ArrangeAsync("GET", "/users/foldspace/ada");
        var taken = await box.ArrangeAsync("GET", "/snapshot");
        taken.Json.GetProperty("seed").GetInt64().ShouldBe(3);
        taken.Json.GetProperty("population").GetInt64().ShouldBe(5);
        taken.Json.GetProperty("vendors").GetProperty("foldspace").GetProperty("users").GetArrayLength().ShouldBe(1);
        await calls.SeededAsync("""{"name":"Grace"}""", "ada");
        await calls.SeededAsync(key: "grace");

        (await box.ArrangeAsync("PUT", "/snapshot", taken.Text)).Status.ShouldBe(204);

        (await box.ArrangeAsync("GET", "/users/foldspace/ada")).Text.ShouldBe(user.Text);
        (await box.MockAsync("GET", "/users/foldspace/grace")).Status.ShouldBe(404);
        (await box.ArrangeAsync("GET", "/snapshot")).Text.ShouldBe(taken.Text);
    }
}
