namespace MockUserApis.Tests.Operations;

/// <summary>Faults armed, listed and disarmed; what they do is told beside the pipeline.</summary>
public sealed class ArmedFaultTests(MockFixture mock)
{
    [Fact]
    [Succeeds("POST", "/sandboxes/{sandbox}/faults")]
    [Succeeds("GET", "/sandboxes/{sandbox}/faults")]
    [Succeeds("GET", "/sandboxes/{sandbox}/faults/{id}")]
    [Succeeds("DELETE", "/sandboxes/{sandbox}/faults/{id}")]
    [Succeeds("DELETE", "/sandboxes/{sandbox}/faults")]
    public async Task Faults_ArmedAndDisarmed_AreThoseThatAreListed()
    {
        var box = await mock.SandboxAsync();
        var first = await box.ArrangeAsync(
            "POST",
            "/faults",
            """{"vendor":"foldspace","operation":"getUser","kind":"latency","delay":"PT2S"}"""
        );
        first.Status.ShouldBe(201);
        first.Text.ShouldBe(
            """{"id":"f1","vendor":"foldspace","operation":"getUser","kind":"latency","delay":"PT2S"}"""
        );
        var second = await box.ArrangeAsync(
            "POST",
            "/faults",
            """{"kind":"status","status":503,"times":2,"rate":1,"key":"ada"}"""
        );
        second.Text.ShouldBe("""{"id":"f2","key":"ada","kind":"status","status":503,"times":2,"left":2,"rate":1}""");
        (await box.ArrangeAsync("GET", "/faults")).Text.ShouldBe($"[{first.Text},{second.Text}]");
        (await box.ArrangeAsync("GET", "/faults/f2")).Text.ShouldBe(second.Text);

        (await box.ArrangeAsync("DELETE", "/faults/f1")).Status.ShouldBe(204);
        (await box.ArrangeAsync("GET", "/faults")).Text.ShouldBe($"[{second.Text}]");

        (await box.ArrangeAsync("DELETE", "/faults")).Status.ShouldBe(204);
        (await box.ArrangeAsync("GET", "/faults")).Text.ShouldBe("[]");
    }

    [Fact]
    public async Task Fault_ThatActed_HasOneTimeLessLeftAndIsGoneAfterTheLast()
    {
        var calls = new UserCalls(await mock.SandboxAsync(), mock.Vendor("foldspace"));
        await calls.SeededAsync();
        await calls.Sandbox.ArrangeAsync("POST", "/faults", """{"kind":"status","status":503,"times":2}""");
        (await calls.ReadAsync()).Status.ShouldBe(503);
        (await calls.Sandbox.ArrangeAsync("GET", "/faults/f1")).Json.GetProperty("left").GetInt32().ShouldBe(1);
        (await calls.ReadAsync()).Status.ShouldBe(503);
        (await calls.Sandbox.ArrangeAsync("GET", "/faults")).Text.ShouldBe("[]");
        (await calls.ReadAsync()).Status.ShouldBe(200);
    }
}
