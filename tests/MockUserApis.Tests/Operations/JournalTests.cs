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
    [InlineData("?since=3", "4 5")]
    [InlineData("?since=2026-06-01T13:00:00Z", "5")]
    [InlineData("?limit=2", "4 5")]
    [InlineData("?vendor=foldspace&status=200&since=1&limit=1", "5")]
    [InlineData("?vendor=foldspace&since=5", "")]
    [Succeeds("GET", "/sandboxes/{sandbox}/requests")]
    public async Task Journal_Narrowed_HasTheNewestThatFitOldestFirst(string query, string expected)
    {
        var box = await FilledAsync();
        var list = (await box.ArrangeAsync("GET", "/requests" + query)).Json;
        Ids(list).ShouldBe(expected);
        var lines = await box.ArrangeAsync("GET", "/requests" + (query.Length == 0 ? "?" : query + "&") + "view=summary");
        Ids(lines.Json).ShouldBe(expected);
    }

    [Fact]
    [Succeeds("GET", "/sandboxes/{sandbox}/requests/{id}")]
    public async Task Exchange_OfAnUpdate_TellsRequestAnswerAndTheUserBeforeAndAfter()
    {
        var box = await FilledAsync();

        var seen = (await box.ArrangeAsync("GET", "/requests/2")).Json;

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
        var box = await FilledAsync();
        var diagnosis = (await box.ArrangeAsync("GET", "/requests/3")).Json.GetProperty("diagnosis");
        diagnosis.GetProperty("party").GetString().ShouldBe("client");
        diagnosis.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    [Succeeds("DELETE", "/sandboxes/{sandbox}/requests")]
    public async Task Journal_Emptied_IsEmptyAndCountsOn()
    {
        var box = await FilledAsync();
        (await box.ArrangeAsync("DELETE", "/requests")).Status.ShouldBe(204);
        (await box.ArrangeAsync("GET", "/requests")).Text.ShouldBe("[]");
        (await box.CallAsync(mock.Vendor("foldspace"), "GET", "/v1/user/ada")).Header("X-Mock-Exchange").ShouldBe("6");
    }

    [Fact]
    public async Task Journal_ThatDroppedEntries_SaysHowMany()
    {
        await using var server = await Server.StartAsync(new MockOptions { JournalEntries = 2 });
        var box = await server.SandboxAsync();
        for (var i = 0; i < 5; i++) await box.CallAsync(server.Vendor("foldspace"), "GET", "/v1/user/nobody");
        var answer = await box.ArrangeAsync("GET", "/requests");
        Ids(answer.Json).ShouldBe("4 5");
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

    private static string Ids(JsonElement list) =>
        string.Join(' ', list.EnumerateArray().Select(e => e.GetProperty("id").GetString()));

    // 1 reads, 2 updates, 3 finds nobody, 4 is of another vendor, 5 updates an hour later.
    private async Task<TestSandbox> FilledAsync()
    {
        var box = await mock.SandboxAsync("""{"clock":{"now":"2026-06-01T12:30:00Z","freeze":true}}""");
        var calls = new UserCalls(box, mock.Vendor("foldspace"));
        await calls.SeededAsync("""{"name":"Before"}""", "ada");
        const string update = """{"userType":"USER","identifyId":"ada","name":"Ada"}""";
        (await calls.ReadAsync("ada")).Status.ShouldBe(200);
        (await calls.UpdateAsync(update, "ada")).Status.ShouldBe(200);
        (await calls.ReadAsync("nobody")).Status.ShouldBe(404);
        var other = mock.Vendor("volt-mx");
        (await box.CallAsync(other, "GET", TestSandbox.UserTarget(other, box.Key(other)))).Status.ShouldBe(200);
        await box.ArrangeAsync("POST", "/clock", """{"advance":"PT1H"}""");
        (await calls.UpdateAsync(update, "ada")).Status.ShouldBe(200);
        return box;
    }
}
