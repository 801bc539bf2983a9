using System.Globalization;
using System.Text.Json;

namespace MockUserApis.Tests.Operations;

/// <summary>The journal of a sandbox: what narrows it, what one entry tells, live and emptied.</summary>
public sealed class JournalTests(MockFixture mock)
{
    [Theory]
    [InlineData("", "1 2 3 4 5")]
    [InlineData("?vendor=foldspace", "1 2 3 5")]
    [InlineData("?vendor=volt-mx", "4")]
    [InlineData("?operation=updateUser", "2 5")]
    [InlineData("?status=404", "3")]
    [InlineData("?since={3}", "4 5")]
    [InlineData("?since=2026-06-01T13:00:00Z", "5")]
    [InlineData("?limit=2", "4 5")]
    [InlineData("?vendor=foldspace&status=200&since={1}&limit=1", "5")]
    [InlineData("?vendor=foldspace&since={5}", "")]
    [Succeeds("GET", "/sandboxes/{sandbox}/requests")]
    public async Task Journal_Narrowed_HasTheNewestThatFitOldestFirst(string query, string expected)
    {
        var (box, ids) = await FilledAsync();
        for (var i = 0; i < ids.Count; i++)
            query = query.Replace($"{{{i + 1}}}", ids[i], StringComparison.Ordinal);
        var list = await box.ArrangeAsync("GET", "/requests" + query);
        Places(list.Json, ids).ShouldBe(expected);
        var summary = (query.Length == 0 ? "?" : query + "&") + "view=summary";
        Places((await box.ArrangeAsync("GET", "/requests" + summary)).Json, ids).ShouldBe(expected);
    }

    [Fact]
    [Succeeds("GET", "/sandboxes/{sandbox}/requests/{id}")]
    public async Task Exchange_OfAnUpdate_TellsRequestAnswerAndTheUserBeforeAndAfter()
    {
        var (box, ids) = await FilledAsync();

        var seen = (await box.ArrangeAsync("GET", $"/requests/{ids[1]}")).Json;

        seen.GetProperty("id").GetString().ShouldBe(ids[1]);
        seen.GetProperty("vendor").GetString().ShouldBe("foldspace");
        seen.GetProperty("operation").GetString().ShouldBe("updateUser");
        seen.GetProperty("key").GetString().ShouldBe("ada");
        seen.GetProperty("method").GetString().ShouldBe("PUT");
        seen.GetProperty("path").GetString().ShouldBe("/v1/user/ada");
        seen.GetProperty("headers").GetProperty("X-FOLDSPACE-API-KEY").GetString().ShouldBe("[redacted]");
        seen.GetProperty("body").GetProperty("name").GetString().ShouldBe("Ada");
        seen.GetProperty("status").GetInt32().ShouldBe(200);
        seen.GetProperty("responseBody").GetProperty("message").GetString().ShouldBe("User updated successfully");
        seen.GetProperty("before").GetProperty("name").GetString().ShouldBe("Before");
        seen.GetProperty("after").GetProperty("name").GetString().ShouldBe("Ada");
        seen.GetProperty("steps").GetArrayLength().ShouldBeGreaterThan(5);
        seen.TryGetProperty("diagnosis", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Exchange_ThatWasRefused_HasADiagnosisWithParty()
    {
        var (box, ids) = await FilledAsync();
        var diagnosis = (await box.ArrangeAsync("GET", $"/requests/{ids[2]}")).Json.GetProperty("diagnosis");
        diagnosis.GetProperty("party").GetString().ShouldBe("client");
        diagnosis.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    [Succeeds("DELETE", "/sandboxes/{sandbox}/requests")]
    public async Task Journal_Emptied_IsEmptyAndCountsOn()
    {
        var (box, ids) = await FilledAsync();
        (await box.ArrangeAsync("DELETE", "/requests")).Status.ShouldBe(204);
        (await box.ArrangeAsync("GET", "/requests")).Text.ShouldBe("[]");
        var next = await box.CallAsync(mock.Vendor("foldspace"), "GET", "/v1/user/ada");
        long.Parse(next.Header("X-Mock-Exchange")!, CultureInfo.InvariantCulture)
            .ShouldBeGreaterThan(long.Parse(ids[^1], CultureInfo.InvariantCulture));
        var left = (await box.ArrangeAsync("GET", "/requests")).Json.EnumerateArray().ShouldHaveSingleItem();
        left.GetProperty("id").GetString().ShouldBe(next.Header("X-Mock-Exchange"));
    }

    [Fact]
    public async Task Journal_ThatDroppedEntries_SaysHowMany()
    {
        await using var server = await Server.StartAsync(new MockOptions { JournalEntries = 2 });
        var box = await server.SandboxAsync();
        for (var i = 0; i < 5; i++)
            await box.CallAsync(server.Vendor("foldspace"), "GET", "/v1/user/nobody");
        var answer = await box.ArrangeAsync("GET", "/requests");
        answer.Json.GetArrayLength().ShouldBe(2);
        answer.Header("X-Mock-Dropped").ShouldBe("3");
    }

    [Fact]
    [Succeeds("GET", "/sandboxes/{sandbox}/requests/stream")]
    public async Task Stream_OfWhatHappens_HasAnEventAnExchange()
    {
        var (box, vendor) = (await mock.SandboxAsync(), mock.Vendor("foldspace"));
        using var whole = await EventStream.OpenAsync(mock.Control.Port, box.Name);
        using var lines = await EventStream.OpenAsync(mock.Control.Port, box.Name, "?view=summary");

        var id = (await box.CallAsync(vendor, "GET", "/v1/user/nobody")).Header("X-Mock-Exchange");

        await whole.ReadUntilAsync($"id: {id}\n");
        var entry = Data(await whole.ReadUntilAsync("\"responseBody\""));
        entry.GetProperty("path").GetString().ShouldBe("/v1/user/nobody");
        entry.GetProperty("headers").GetProperty("X-FOLDSPACE-API-KEY").GetString().ShouldBe("[redacted]");
        var line = Data(await lines.ReadUntilAsync("\"notMocked\""));
        line.GetProperty("status").GetInt32().ShouldBe(404);
        line.TryGetProperty("headers", out _).ShouldBeFalse();
    }

    private static JsonElement Data(string heard)
    {
        var at = heard.IndexOf("data: ", StringComparison.Ordinal) + "data: ".Length;
        return JsonDocument.Parse(heard[at..heard.IndexOf('\n', at)]).RootElement;
    }

    // Ids are numbers that only grow; where a store is shared, others have some of them.
    private static string Places(JsonElement list, List<string> ids) =>
        string.Join(' ', list.EnumerateArray().Select(e => ids.IndexOf(e.GetProperty("id").GetString()!) + 1));

    // 1 reads, 2 updates, 3 finds nobody, 4 is of another vendor, 5 updates an hour later.
    private async Task<(TestSandbox Box, List<string> Ids)> FilledAsync()
    {
        var box = await mock.SandboxAsync("""{"clock":{"now":"2026-06-01T12:30:00Z","freeze":true}}""");
        var calls = new UserCalls(box, mock.Vendor("foldspace"));
        await calls.SeededAsync("""{"name":"Before"}""", "ada");
        const string update = """{"userType":"USER","identifyId":"ada","name":"Ada"}""";
        var other = mock.Vendor("volt-mx");
        List<WireAnswer> answers =
        [
            await calls.ReadAsync("ada"),
            await calls.UpdateAsync(update, "ada"),
            await calls.ReadAsync("nobody"),
            await box.CallAsync(other, "GET", TestSandbox.UserTarget(other, box.Key(other))),
        ];
        await box.ArrangeAsync("POST", "/clock", """{"advance":"PT1H"}""");
        answers.Add(await calls.UpdateAsync(update, "ada"));
        answers.Select(a => a.Status).ShouldBe([200, 200, 404, 200, 200]);
        return (box, [.. answers.Select(a => a.Header("X-Mock-Exchange")!)]);
    }
}
