namespace MockUserApis.Tests.Operations;

/// <summary>A Pact provider state set up and torn down, in a named sandbox and in that of the query.</summary>
public sealed class PactStateTests(MockFixture mock)
{
    private const string State = """{"state":"a user exists","params":{"id":"ada"},"action":"ACTION"}""";

    [Fact]
    [Succeeds("POST", "/sandboxes/{sandbox}/pact-states")]
    public async Task State_SetUpAndTornDown_MakesTheUserAndTakesItBack()
    {
        var box = await mock.SandboxAsync();

        var made = await box.ArrangeAsync("POST", "/pact-states?vendor=foldspace", Ask("setup"));

        made.Json.GetProperty("sandbox").GetString().ShouldBe(box.Name);
        made.Json.GetProperty("identifyId").GetString().ShouldBe("ada");
        (await box.ArrangeAsync("GET", "/users/foldspace/ada")).Status.ShouldBe(200);
        await box.ArrangeAsync("POST", "/pact-states?vendor=foldspace", Ask("teardown"));
        (await box.MockAsync("GET", "/users/foldspace/ada")).Status.ShouldBe(404);
    }

    [Fact]
    [Succeeds("POST", "/pact-states")]
    public async Task State_WithTheSandboxInTheQuery_ActsThere()
    {
        var box = await mock.SandboxAsync();

        var made = await mock.Control.SendAsync(
            "POST",
            $"/_mock/pact-states?sandbox={box.Name}&vendor=foldspace",
            Ask("setup")
        );

        made.Status.ShouldBe(200, made.Text);
        made.Json.GetProperty("sandbox").GetString().ShouldBe(box.Name);
        (await box.ArrangeAsync("GET", "/users/foldspace/ada")).Status.ShouldBe(200);
    }

    private static string Ask(string action) => State.Replace("ACTION", action, StringComparison.Ordinal);
}
