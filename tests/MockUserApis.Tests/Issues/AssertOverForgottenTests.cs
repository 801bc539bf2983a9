using System.Text.Json;

namespace MockUserApis.Tests.Issues;

/// <summary>
/// An assertion passed because the journal had forgotten what spoke against it: with 1,000 entries kept, a deletion and
/// 1,000 reads later, "deleteUser exactly 0" held.
/// </summary>
public sealed class AssertOverForgottenTests : IAsyncLifetime
{
    private const int Kept = 10;

    private readonly Vendor vendor = MockFixture.Contracts[0];
    private Server? server;
    private TestSandbox? sandbox;

    public async ValueTask InitializeAsync()
    {
        server = await Server.StartAsync(new MockOptions { JournalEntries = Kept }, Store.Use);
        sandbox = await server.SandboxAsync("""{"rateLimits":false}""");
        foreach (var id in new[] { "user-000009", "user-000008" })
            await SendAsync("DELETE", id);
        await SendAsync("DELETE", "user-000009");
        for (var i = 0; i < 25; i++)
            await SendAsync("GET", "user-000001");
    }

    public ValueTask DisposeAsync() => server!.DisposeAsync();

    [Theory]
    [InlineData("""{"operation":"deleteUser","times":{"exactly":0}}""", "fails", 3)]
    [InlineData("""{"operation":"deleteUser","times":{"exactly":3}}""", "holds", 3)]
    [InlineData("""{"operation":"deleteUser","times":{"atMost":2}}""", "fails", 3)]
    [InlineData("""{"operation":"deleteUser","times":{"atLeast":4}}""", "fails", 3)]
    [InlineData("""{"operation":"deleteUser","status":404,"times":{"exactly":1}}""", "holds", 1)]
    [InlineData("""{"operation":"deleteUser","key":"user-000009","times":{"exactly":2}}""", "holds", 2)]
    [InlineData("""{"operation":"deleteUser","key":"user-000007","times":{"exactly":0}}""", "holds", 0)]
    [InlineData("""{"operation":"getUser","key":"user-000001","times":{"exactly":25}}""", "holds", 25)]
    [InlineData("""{"times":{"exactly":28}}""", "holds", 28)]
    [InlineData("""{"vendor":"foldspace","times":{"exactly":0}}""", "holds", 0)]
    [InlineData("""{"operation":"updateUser","body":{"a":1},"times":{"exactly":0}}""", "holds", 0)]
    [InlineData("""{"operation":"deleteUser","body":{"a":1},"times":{"exactly":0}}""", "undecidable", 0)]
    [InlineData("""{"operation":"deleteUser","body":{"a":1},"times":{"atLeast":4}}""", "fails", 0)]
    [InlineData("""{"operation":"deleteUser","body":{"a":1},"times":{"atMost":3}}""", "holds", 0)]
    public async Task Assert_OnWhatTheJournalForgot_CountsItOrIsUndecidable(string ask, string verdict, int found)
    {
        var answer = await sandbox!.MockAsync("POST", "/assert", ask);
        answer.Status.ShouldBe(verdict == "holds" ? 200 : 422, answer.Text);
        answer.Json.GetProperty("holds").GetBoolean().ShouldBe(verdict == "holds", answer.Text);
        answer.Json.GetProperty("found").GetInt64().ShouldBe(found, answer.Text);
        answer.Json.TryGetProperty("undecidable", out var open).ShouldBe(verdict == "undecidable", answer.Text);
        answer.Json.GetProperty("dropped").GetInt64().ShouldBe(28 - Kept, answer.Text);
        if (verdict != "undecidable")
            return;
        open.ValueKind.ShouldBe(JsonValueKind.True);
        answer.Json.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("--journal-entries");
    }

    [Theory]
    [InlineData("DELETE", "/requests")]
    [InlineData("POST", "/reset")]
    public async Task Assert_AfterTheJournalWasEmptied_KnowsNothingOfBefore(string method, string path)
    {
        await sandbox!.ArrangeAsync(method, path);
        var answer = await sandbox.ArrangeAsync("POST", "/assert", """{"times":{"exactly":0}}""");
        answer.Json.TryGetProperty("dropped", out _).ShouldBeFalse(answer.Text);
    }

    [Fact]
    public async Task List_AfterTheJournalForgot_SaysHowMany()
    {
        foreach (var path in new[] { "/requests", "/requests?view=summary", "/requests?format=har" })
        {
            var list = await sandbox!.ArrangeAsync("GET", path);
            list.Header("X-Mock-Dropped").ShouldBe("18", path);
        }

        var har = await sandbox!.ArrangeAsync("GET", "/requests?format=har");
        har.Json.GetProperty("log").GetProperty("comment").GetString().ShouldNotBeNull().ShouldContain("18");
        await sandbox.ArrangeAsync("DELETE", "/requests");
        (await sandbox.ArrangeAsync("GET", "/requests")).Header("X-Mock-Dropped").ShouldBeNull();
    }

    private Task<WireAnswer> SendAsync(string method, string key) =>
        sandbox!.CallAsync(vendor, method, TestSandbox.UserTarget(vendor, key));
}
