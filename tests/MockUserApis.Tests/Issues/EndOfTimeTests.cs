namespace MockUserApis.Tests.Issues;

/// <summary>
/// A limit whose window ends after the year 9999, a bucket that takes as long to fill, a clock that stands there:
/// adding the two threw, and every request to the vendor was a 500.
/// </summary>
public sealed class EndOfTimeTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task Limit_LongerThanTimeItself_RefusesInTheVendorsShape(string slug)
    {
        var calls = new UserCalls(await mock.SandboxAsync(), mock.Vendor(slug));
        await calls.SeededAsync();
        foreach (
            var limit in new[]
            {
                """{"requests":1,"window":"P9000Y"}""",
                """{"requests":1,"window":"P29000Y"}""",
                """{"capacity":1,"refillPerSecond":1e-300}""",
                """{"capacity":1,"refillPerSecond":1e-12}""",
            }
        )
        {
            await calls.Sandbox.ArrangeAsync("PUT", "/limits/" + slug, limit);
            (await calls.ReadAsync()).Status.ShouldBe(200, limit);
            (await calls.ReadAsync()).Status.ShouldBe(429, limit);
            await calls.Sandbox.ArrangeAsync("GET", "/limits/" + slug);
        }
    }

    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task Clock_AtTheLastMoment_AnswersAsEver(string slug)
    {
        var calls = new UserCalls(await mock.SandboxAsync(), mock.Vendor(slug));
        await calls.SeededAsync();
        await calls.Sandbox.ArrangeAsync("POST", "/clock", """{"now":"9999-12-31T23:59:59.9999999Z","freeze":true}""");
        (await calls.UpdateAsync(UserCalls.Minimal(calls.Vendor).ToJsonString())).Status.ShouldBeLessThan(300);
        (await calls.ReadAsync()).Status.ShouldBe(200);
    }

    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task Fault_ThrottlingAtTheLastMoment_AnswersInTheVendorsShape(string slug)
    {
        var calls = new UserCalls(await mock.SandboxAsync(), mock.Vendor(slug));
        await calls.SeededAsync();
        await calls.Sandbox.ArrangeAsync("POST", "/clock", """{"now":"9999-12-31T23:59:59.9999999Z","freeze":true}""");
        await calls.Sandbox.ArrangeAsync(
            "POST",
            "/faults",
            $$"""{"vendor":"{{slug}}","kind":"status","status":429,"times":1}"""
        );
        (await calls.ReadAsync()).Status.ShouldBe(429);
    }
}
