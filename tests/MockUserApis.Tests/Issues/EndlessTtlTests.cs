namespace MockUserApis.Tests.Issues;

/// <summary>
/// A ttl that ended after the year 9999 was a 500 without a body; a clock that could not be set left a sandbox.
/// </summary>
public sealed class EndlessTtlTests(MockFixture mock)
{
    [Theory]
    [InlineData("P9999999D")]
    [InlineData("P10675199D")]
    [InlineData("P8000Y")]
    [InlineData("P3000000D")]
    public async Task Create_TtlBeyondTheYear9999_IsRefusedAndMakesNothing(string ttl)
    {
        var name = "ttl-" + Guid.NewGuid().ToString("n");

        var body = $$"""{"name":"{{name}}","ttl":"{{ttl}}"}""";
        var refused = await mock.Control.SendAsync("POST", "/_mock/sandboxes", body);

        refused.Status.ShouldBe(400, refused.Text);
        refused.Json.GetProperty("detail").GetString()!.ShouldContain("9999");
        (await mock.Control.SendAsync("GET", "/_mock/sandboxes/" + name)).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("""{"advance":"P9000Y"}""")]
    [InlineData("""{"advance":"-P3000Y"}""")]
    [InlineData("""{"advance":"soon"}""")]
    [InlineData("""{"now":"9999-12-31T23:59:59-14:00"}""")]
    [InlineData("""{"now":"0001-01-01T00:00:00+14:00"}""")]
    [InlineData("\"9999-12-31T23:59:59-14:00\"")]
    [InlineData("\"0001-01-01T00:00:00+14:00\"")]
    [InlineData("""{"now":"9999-12-31T23:59:59Z","advance":"PT2S"}""")]
    public async Task Create_ClockThatCannotBe_IsRefusedAndMakesNothing(string clock)
    {
        var name = "clock-" + Guid.NewGuid().ToString("n");

        var body = $$"""{"name":"{{name}}","clock":{{clock}}}""";
        var refused = await mock.Control.SendAsync("POST", "/_mock/sandboxes", body);

        refused.Status.ShouldBe(400, refused.Text);
        (await mock.Control.SendAsync("GET", "/_mock/sandboxes/" + name)).Status.ShouldBe(404);
    }
}
