namespace MockUserApis.Tests.Operations;

/// <summary>A sandbox's time, read and moved.</summary>
public sealed class ClockTests(MockFixture mock)
{
    [Fact]
    [Succeeds("GET", "/sandboxes/{sandbox}/clock")]
    [Succeeds("POST", "/sandboxes/{sandbox}/clock")]
    public async Task Clock_SetFrozenAndAdvanced_IsReadAsItWasLeft()
    {
        var box = await mock.SandboxAsync();
        var moved = await box.ArrangeAsync(
            "POST",
            "/clock",
            """{"now":"2030-01-31T12:00:00Z","freeze":true,"advance":"P1DT1H"}"""
        );
        moved.Text.ShouldBe("""{"now":"2030-02-01T13:00:00+00:00","frozen":true}""");
        (await box.ArrangeAsync("GET", "/clock")).Text.ShouldBe(moved.Text);
    }

    [Fact]
    public async Task Clock_LetGo_RunsOnFromWhereItStood()
    {
        var box = await mock.SandboxAsync();
        await box.ArrangeAsync("POST", "/clock", """{"now":"2030-01-31T12:00:00Z","freeze":true}""");
        var view = (await box.ArrangeAsync("POST", "/clock", """{"freeze":false}""")).Json;
        view.GetProperty("frozen").GetBoolean().ShouldBeFalse();
        view.GetProperty("now").GetDateTimeOffset().Year.ShouldBe(2030);
    }

    [Fact]
    public async Task Clock_OfOneSandbox_LeavesAnothersAlone()
    {
        var (box, other) = (await mock.SandboxAsync(), await mock.SandboxAsync());
        await box.ArrangeAsync("POST", "/clock", """{"now":"2030-01-31T12:00:00Z"}""");
        var now = (await other.ArrangeAsync("GET", "/clock")).Json.GetProperty("now").GetDateTimeOffset();
        now.ShouldBeLessThan(DateTimeOffset.Parse("2030-01-01", System.Globalization.CultureInfo.InvariantCulture));
    }
}
