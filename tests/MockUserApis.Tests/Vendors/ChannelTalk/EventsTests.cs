using System.Text.Json;

namespace MockUserApis.Tests.Vendors.ChannelTalk;

/// <summary>What a transcript cannot say of events and chats: pages to their end, and what a snapshot keeps.</summary>
public sealed class EventsTests(MockFixture mock)
{
    private const string Ada = "5ec3a01fe2b3f4d2cbc5";

    private Vendor Vendor => mock.Vendor("channel-talk");

    [Theory]
    [InlineData("asc")]
    [InlineData("desc")]
    public async Task Events_PageByPage_AreAllThereOnceInOrder(string order)
    {
        var sandbox = await SandboxAsync();
        for (var i = 0; i < 7; i++)
            await RecordAsync(sandbox, $"e{i}");

        var names = new List<string>();
        for (var since = ""; ; )
        {
            var page = await ListAsync(sandbox, $"?sortOrder={order}&limit=3{since}");
            names.AddRange(Names(page));
            if (!page.TryGetProperty("next", out var next))
                break;
            since = "&since=" + next.GetString();
        }

        var all = Enumerable.Range(0, 7).Select(i => $"e{i}");
        names.ShouldBe(order == "asc" ? all : all.Reverse());
    }

    [Fact]
    public async Task Prev_WithTheOtherOrder_LeadsBack()
    {
        var sandbox = await SandboxAsync();
        for (var i = 0; i < 4; i++)
            await RecordAsync(sandbox, $"e{i}");
        var first = await ListAsync(sandbox, "?limit=2");
        var second = await ListAsync(sandbox, "?limit=2&since=" + first.GetProperty("next").GetString());
        Names(second).ShouldBe(["e1", "e0"]);

        var back = await ListAsync(sandbox, "?sortOrder=asc&since=" + second.GetProperty("prev").GetString());

        Names(back).ShouldBe(["e2", "e3"]);
        first.TryGetProperty("prev", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Place_OfAnEventThatIsGone_LeadsOn()
    {
        var sandbox = await SandboxAsync();
        for (var i = 0; i < 4; i++)
            await RecordAsync(sandbox, $"e{i}");
        var page = await ListAsync(sandbox, "?limit=2");
        var last = page.GetProperty("events")[1].GetProperty("id").GetString();
        (await sandbox.CallAsync(Vendor, "DELETE", $"/open/v5/users/{Ada}/events/{last}")).Status.ShouldBe(200);

        var rest = await ListAsync(sandbox, "?since=" + page.GetProperty("next").GetString());

        Names(rest).ShouldBe(["e1", "e0"]);
    }

    [Fact]
    public async Task Population_OfABillionUsers_HasTheEventsOfEachAndItsChat()
    {
        var sandbox = await mock.SandboxAsync("""{"population":1000000000}""");
        var user = sandbox.AsMade.Users(Vendor).At(999_999_999)!.Value.Document.Text("id");

        var events = (await sandbox.CallAsync(Vendor, "GET", $"/open/v5/users/{user}/events")).Json;
        var chats = (await sandbox.CallAsync(Vendor, "GET", $"/open/v5/users/{user}/user-chats")).Json;

        Names(events).ShouldBe(["Purchase", "ProductView", "SignUp"]);
        events.GetProperty("events").EnumerateArray().ShouldAllBe(e => e.GetProperty("userId").ValueEquals(user));
        chats.GetProperty("userChats").GetArrayLength().ShouldBe(1);
        var all = (await sandbox.ArrangeAsync("GET", "/collections/channel-talk")).Json.EnumerateArray();
        all.Select(c => c.GetProperty("size").GetInt64()).ShouldBe([1_000_000_000, 3_000_000_000, 1_000_000_000]);
    }

    [Fact]
    public async Task Snapshot_OfASandbox_BringsEventsAndChatsBack()
    {
        var sandbox = await SandboxAsync();
        await RecordAsync(sandbox, "before");
        await sandbox.CallAsync(Vendor, "POST", $"/open/v5/users/{Ada}/user-chats", """{"distinctKey":"a"}""");
        var (events, chats) = (await EventsAsync(sandbox), await ChatsAsync(sandbox));
        var snapshot = (await sandbox.ArrangeAsync("GET", "/snapshot")).Text;

        var other = await SandboxAsync();
        await other.ArrangeAsync("PUT", "/snapshot", snapshot);

        (await EventsAsync(other)).ShouldBe(events);
        (await ChatsAsync(other)).ShouldBe(chats);
        await RecordAsync(other, "after");
        Names(await ListAsync(other, "")).ShouldBe(["after", "before"]);
    }

    [Fact]
    public async Task Event_ThatMovesToAnotherUser_IsInItsListAlone()
    {
        var sandbox = await mock.SandboxAsync("""{"population":2,"seed":1}""");
        var users = sandbox.AsMade.Users(Vendor);
        var (one, two) = (users.At(1)!.Value.Document.Text("id")!, users.At(2)!.Value.Document.Text("id")!);
        var generated = (await IdsAsync(sandbox, one))[2];
        await sandbox.CallAsync(Vendor, "POST", $"/open/v5/users/{one}/events", """{"name":"added"}""");
        var added = (await IdsAsync(sandbox, one))[0];

        foreach (var id in (string[])[generated, added])
            await sandbox.ArrangeAsync("PATCH", $"/collections/channel-talk/events/{id}", $$"""{"userId":"{{two}}"}""");

        (await IdsAsync(sandbox, one)).Length.ShouldBe(2);
        (await IdsAsync(sandbox, two)).Length.ShouldBe(5);
        (await IdsAsync(sandbox, two)).ShouldContain(generated);
        (await IdsAsync(sandbox, two))[0].ShouldBe(added, "it was recorded last");
        (await sandbox.CallAsync(Vendor, "DELETE", $"/open/v5/users/{one}/events/{added}")).Status.ShouldBe(404);
        (await sandbox.CallAsync(Vendor, "DELETE", $"/open/v5/users/{two}/events/{added}")).Status.ShouldBe(200);
        (await IdsAsync(sandbox, two)).ShouldNotContain(added);
        foreach (var id in (string[])[generated, generated])
            await sandbox.ArrangeAsync("PATCH", $"/collections/channel-talk/events/{id}", $$"""{"userId":"{{one}}"}""");
        (await IdsAsync(sandbox, one))[2].ShouldBe(generated, "it is back in its place");
    }

    [Fact]
    public async Task Events_RecordedAtOnce_AreAllListed()
    {
        var sandbox = await SandboxAsync();

        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => RecordAsync(sandbox, $"e{i}")));

        Names(await ListAsync(sandbox, "?limit=500"))
            .Order()
            .ShouldBe(Enumerable.Range(0, 24).Select(i => $"e{i}").Order());
    }

    [Fact]
    public async Task PactState_OfAnEvent_IsUndone()
    {
        var sandbox = await SandboxAsync();
        var state = $$$"""
            {"state":"an event exists","params":{"id":"ev-1","userId":"{{{Ada}}}","name":"Signed"}}
            """;

        await sandbox.ArrangeAsync("POST", "/pact-states", state);
        Names(await ListAsync(sandbox, "")).ShouldBe(["Signed"]);
        var undone = state.Replace("{\"state\"", "{\"action\":\"teardown\",\"state\"");
        await sandbox.ArrangeAsync("POST", "/pact-states", undone);

        Names(await ListAsync(sandbox, "")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("events", "name", "5")]
    [InlineData("events", "userId", "null")]
    [InlineData("events", "nameI18nMap", """{"en":5}""")]
    [InlineData("user-chats", "state", "\"lost\"")]
    [InlineData("user-chats", "tags", "{}")]
    [InlineData("user-chats", "colour", "1")]
    public async Task Seed_ThatNoAnswerCouldShow_IsRefusedAndKeepsNothing(string collection, string field, string value)
    {
        var sandbox = await SandboxAsync();

        var answer = await sandbox.MockAsync(
            "PUT",
            $"/collections/channel-talk/{collection}/x",
            $$"""{"{{field}}":{{value}}}"""
        );

        answer.Status.ShouldBe(400, answer.Text);
        (await sandbox.MockAsync("GET", $"/collections/channel-talk/{collection}/x")).Status.ShouldBe(404);
    }

    private async Task<TestSandbox> SandboxAsync()
    {
        var sandbox = await mock.SandboxAsync("""{"population":0}""");
        await sandbox.ArrangeAsync("PUT", $"/users/channel-talk/{Ada}", "{}");
        return sandbox;
    }

    private async Task RecordAsync(TestSandbox sandbox, string name) =>
        (
            await sandbox.CallAsync(Vendor, "POST", $"/open/v5/users/{Ada}/events", $$"""{"name":"{{name}}"}""")
        ).Status.ShouldBe(200);

    private async Task<JsonElement> ListAsync(TestSandbox sandbox, string query)
    {
        var answer = await sandbox.CallAsync(Vendor, "GET", $"/open/v5/users/{Ada}/events{query}");
        answer.Status.ShouldBe(200, answer.Text);
        return answer.Json;
    }

    private async Task<string[]> IdsAsync(TestSandbox sandbox, string user)
    {
        var page = (await sandbox.CallAsync(Vendor, "GET", $"/open/v5/users/{user}/events")).Json;
        return [.. page.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("id").GetString()!)];
    }

    private async Task<string> EventsAsync(TestSandbox sandbox) => (await ListAsync(sandbox, "")).GetRawText();

    private async Task<string> ChatsAsync(TestSandbox sandbox) =>
        (await sandbox.CallAsync(Vendor, "GET", $"/open/v5/users/{Ada}/user-chats")).Text;

    private static IEnumerable<string> Names(JsonElement page) =>
        page.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("name").GetString()!);
}
