using System.Text.Json;

namespace MockUserApis.Tests.Pipeline;

/// <summary>The trace that a request says it is part of is on its journal entry, and leads to it.</summary>
public sealed class TraceParentTests(MockFixture mock)
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Parent = $"00-{Trace}-00f067aa0ba902b7-01";

    [Fact]
    public async Task Journal_NarrowedToATrace_HasItsRequestsOfEveryVendorAlone()
    {
        var box = await mock.SandboxAsync();
        var (first, second) = (mock.Vendor("foldspace"), mock.Vendor("gainsight-px"));
        string?[] ids =
        [
            await SendAsync(box, first, Parent),
            await SendAsync(box, second, $"00-{Trace}-aaaaaaaaaaaaaaaa-00"),
        ];
        await SendAsync(box, first, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        await SendAsync(box, first);

        foreach (var view in new[] { "", "&view=summary" })
        {
            var list = (await box.ArrangeAsync("GET", $"/requests?trace={Trace}{view}")).Json;
            list.EnumerateArray().Select(e => e.GetProperty("id").GetString()).ShouldBe(ids);
        }

        var entry = (await box.ArrangeAsync("GET", $"/requests/{ids[1]}")).Json;
        entry.GetProperty("trace").GetString().ShouldBe(Trace);
        var last = (await box.ArrangeAsync("GET", "/requests")).Json.EnumerateArray().Last();
        last.TryGetProperty("trace", out _).ShouldBeFalse();
        (await box.ArrangeAsync("GET", "/requests?trace=" + new string('1', 32))).Text.ShouldBe("[]");
    }

    [Theory]
    [InlineData(Parent, true)]
    [InlineData($"cc-{Trace}-00f067aa0ba902b7-01", true)]
    [InlineData($"cc-{Trace}-00f067aa0ba902b7-01-what-a-later-version-adds", true)]
    [InlineData($"00-{Trace}-00f067aa0ba902b7-01-more", false)]
    [InlineData($"cc-{Trace}-00f067aa0ba902b7-01.more", false)]
    [InlineData($"ff-{Trace}-00f067aa0ba902b7-01", false)]
    [InlineData("00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", false)]
    [InlineData("00-00000000000000000000000000000000-00f067aa0ba902b7-01", false)]
    [InlineData($"00-{Trace}-0000000000000000-01", false)]
    [InlineData($"00-{Trace}-00f067aa0ba902b7-0x", false)]
    [InlineData($"00-{Trace}-00f067aa0ba902b7-1", false)]
    [InlineData($"0-{Trace}-00f067aa0ba902b7-01", false)]
    [InlineData($"00_{Trace}_00f067aa0ba902b7_01", false)]
    [InlineData($"00-{Trace}", false)]
    [InlineData("", false)]
    public async Task Entry_OfARequestThatNamesATrace_HasItUnlessItIsMalformed(string sent, bool isTaken)
    {
        var box = await mock.SandboxAsync();
        var id = await SendAsync(box, mock.Vendor("volt-mx"), sent);
        Trace(await box.ArrangeAsync("GET", $"/requests/{id}")).ShouldBe(isTaken ? TraceParentTests.Trace : null);

        static string? Trace(WireAnswer entry) =>
            entry.Json.TryGetProperty("trace", out var trace) ? trace.GetString() : null;
    }

    [Fact]
    public async Task Entry_OfARequestThatNamesTwoTraces_HasNone()
    {
        var box = await mock.SandboxAsync();
        var id = await SendAsync(box, mock.Vendor("volt-mx"), Parent, Parent);
        (await box.ArrangeAsync("GET", $"/requests/{id}")).Json.TryGetProperty("trace", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("4BF92F3577B34DA6A3CE929D0E0E4736")]
    [InlineData("00000000000000000000000000000000")]
    [InlineData(Parent)]
    public async Task Journal_NarrowedToNoTrace_IsRefusedWithWhatToSend(string trace)
    {
        var box = await mock.SandboxAsync();
        var refused = await box.MockAsync("GET", "/requests?trace=" + trace);
        refused.Status.ShouldBe(400);
        refused.Json.GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("32 hex digits in lower case");
        (await box.MockAsync("POST", "/assert", JsonSerializer.Serialize(new { trace }))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Assert_OfATrace_CountsItsRequestsAndNamesTheMissesTrace()
    {
        var box = await mock.SandboxAsync();
        await SendAsync(box, mock.Vendor("foldspace"), Parent);
        await SendAsync(box, mock.Vendor("foldspace"));

        var held = await box.MockAsync("POST", "/assert", $$$"""{"trace":"{{{Trace}}}","times":{"exactly":1}}""");
        held.Status.ShouldBe(200, held.Text);
        var other = new string('1', 32);
        var failed = await box.MockAsync("POST", "/assert", $$"""{"trace":"{{other}}"}""");
        failed.Status.ShouldBe(422);
        failed.Text.ShouldContain($"trace is {Trace}, not {other}");
        failed.Text.ShouldContain($"trace is none, not {other}");
    }

    [Fact]
    public async Task Assert_OfATraceOverDroppedRequests_IsUndecidable()
    {
        await using var server = await Server.StartAsync(new MockOptions { JournalEntries = 1 }, Store.Use);
        var box = await server.SandboxAsync();
        for (var i = 0; i < 2; i++)
            await SendAsync(box, server.Vendor("foldspace"), Parent);
        var answer = await box.MockAsync("POST", "/assert", $$$"""{"trace":"{{{Trace}}}","times":{"exactly":1}}""");
        answer.Status.ShouldBe(422);
        answer.Json.GetProperty("undecidable").GetBoolean().ShouldBeTrue(answer.Text);
    }

    private static async Task<string?> SendAsync(TestSandbox box, Vendor vendor, params string[] traceparent)
    {
        var headers = traceparent.Select(t => KeyValuePair.Create("traceparent", t));
        var target = TestSandbox.UserTarget(vendor, "nobody");
        var answer = await box.SendAsync(vendor, "GET", target, [.. box.Credential(vendor), .. headers], null);
        return answer.Header("X-Mock-Exchange");
    }
}
