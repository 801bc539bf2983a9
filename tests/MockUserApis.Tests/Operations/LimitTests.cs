namespace MockUserApis.Tests.Operations;

/// <summary>A vendor's limit in a sandbox, read and replaced.</summary>
public sealed class LimitTests(MockFixture mock)
{
    [Theory]
    [InlineData("""{"requests":2,"window":"PT1M"}""", """{"enabled":true,"requests":2,"window":"PT1M"}""")]
    [InlineData("""{"capacity":2,"refillPerSecond":0.5}""", """{"enabled":true,"capacity":2,"refillPerSecond":0.5}""")]
    [InlineData("""{"enabled":false}""", """{"enabled":false,"requests":100,"window":"PT1S"}""")]
    [Succeeds("GET", "/sandboxes/{sandbox}/limits/{slug}")]
    [Succeeds("PUT", "/sandboxes/{sandbox}/limits/{slug}")]
    public async Task Limit_Set_IsReadAsItWasSet(string sent, string shown)
    {
        var box = await mock.SandboxAsync();
        (await box.ArrangeAsync("PUT", "/limits/foldspace", sent)).Text.ShouldBe(shown);
        (await box.ArrangeAsync("GET", "/limits/foldspace")).Text.ShouldBe(shown);
    }

    [Fact]
    public async Task Limit_Set_HoldsFromTheNextRequestAndCountsAnew()
    {
        var calls = new UserCalls(await mock.SandboxAsync("""{"clock":{"freeze":true}}"""), mock.Vendor("foldspace"));
        await calls.SeededAsync();
        await calls.Sandbox.ArrangeAsync("PUT", "/limits/foldspace", """{"requests":1,"window":"PT1M"}""");
        (await calls.ReadAsync()).Status.ShouldBe(200);
        (await calls.ReadAsync()).Status.ShouldBe(429);
        await calls.Sandbox.ArrangeAsync("PUT", "/limits/foldspace", """{"requests":1,"window":"PT1M"}""");
        (await calls.ReadAsync()).Status.ShouldBe(200);
        await calls.Sandbox.ArrangeAsync("POST", "/clock", """{"advance":"PT61S"}""");
        (await calls.ReadAsync()).Status.ShouldBe(200);
    }
}
