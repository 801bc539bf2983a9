namespace MockUserApis.Tests.Issues;

/// <summary>At the end of the year 9999 a running clock made every request a 500, and a login just before it.</summary>
public sealed class ClockThatRunsOutTests(MockFixture mock)
{
    [Theory]
    [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
    public async Task Clock_RunningIntoTheEndOfTime_StandsThereAndAnswers(string slug)
    {
        var calls = new UserCalls(await mock.SandboxAsync(), mock.Vendor(slug));
        await calls.SeededAsync();
        // A hundred thousandth of a second before the end: over when the next request comes.
        await calls.Sandbox.ArrangeAsync("POST", "/clock", """{"now":"9999-12-31T23:59:59.9999900Z","freeze":false}""");

        var now = (await calls.Sandbox.ArrangeAsync("GET", "/clock")).Json.GetProperty("now").GetDateTimeOffset();
        now.ShouldBe(DateTimeOffset.MaxValue);
        (await calls.UpdateAsync(UserCalls.Minimal(calls.Vendor).ToJsonString())).Status.ShouldBeLessThan(300);
        (await calls.ReadAsync()).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Fault_DelayAtTheEndOfTime_IsOver()
    {
        var calls = new UserCalls(await mock.SandboxAsync(), mock.Directory.All[0]);
        await calls.SeededAsync();
        await calls.Sandbox.ArrangeAsync("POST", "/clock", """{"now":"9999-12-31T23:59:59.9999999Z","freeze":false}""");
        await calls.Sandbox.ArrangeAsync("POST", "/faults", """{"kind":"latency","delay":"P300D","times":1}""");

        (await calls.ReadAsync()).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59.9999999Z")]
    [InlineData("9999-12-31T23:45:00Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    public async Task Login_AtAnEndOfTime_GivesATokenThatOpens(string now)
    {
        var sandbox = await mock.SandboxAsync();
        var vendor = mock.Vendor("volt-mx");
        await sandbox.ArrangeAsync("POST", "/clock", $$"""{"now":"{{now}}","freeze":true}""");

        var token = await VoltMxLogin.TokenAsync(sandbox, vendor);

        (await VoltMxLogin.ReadAsync(sandbox, vendor, token)).Status.ShouldBe(200);
    }
}
