using System.Text;
using System.Text.Json;

namespace MockUserApis.Tests.Operations;

/// <summary>The journal as an HTTP Archive: whole without limit, addresses and versions as they were.</summary>
public sealed class HarTests(MockFixture mock)
{
    [Fact]
    public async Task Export_OfMoreThanAPage_IsWholeUnlessALimitAsksOtherwise()
    {
        var calls = await MadeAsync();
        for (var i = 0; i < 130; i++)
            await calls.ReadAsync();

        var whole = await ExportAsync(calls, "");
        var some = await ExportAsync(calls, "&limit=7");

        whole.GetArrayLength().ShouldBe(130);
        some.GetArrayLength().ShouldBe(7);
        some[6].GetRawText().ShouldBe(whole[129].GetRawText());
        (await calls.Sandbox.ArrangeAsync("GET", "/requests")).Json.GetArrayLength().ShouldBe(100);
        (await calls.Sandbox.MockAsync("GET", "/requests?format=har&status=x")).Status.ShouldBe(400);
        (await calls.Sandbox.MockAsync("GET", "/requests?format=har&limit=0")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Export_OfAnUpdate_HasRequestAndAnswerWholeWithoutTheCredential()
    {
        var calls = new UserCalls(await mock.SandboxAsync(), mock.Vendor("foldspace"));
        await calls.SeededAsync(key: "ada");
        const string body = """{"userType":"USER","identifyId":"ada","name":"Ada"}""";
        var answer = await calls.Sandbox.CallAsync(calls.Vendor, "PUT", "/v1/user/ada?a=1&b=%C3%A9", body);
        answer.Status.ShouldBe(200, answer.Text);

        var log = (await calls.Sandbox.ArrangeAsync("GET", "/requests?format=har")).Json.GetProperty("log");

        log.GetProperty("version").GetString().ShouldBe("1.2");
        var entry = log.GetProperty("entries").EnumerateArray().ShouldHaveSingleItem();
        entry.GetProperty("time").GetDouble().ShouldBeGreaterThan(0);
        var request = entry.GetProperty("request");
        request.GetProperty("method").GetString().ShouldBe("PUT");
        request.GetProperty("url").GetString()!.ShouldEndWith("/v1/user/ada?a=1&b=%C3%A9");
        request
            .GetProperty("queryString")
            .GetRawText()
            .ShouldBe("""[{"name":"a","value":"1"},{"name":"b","value":"é"}]""");
        Named(request, "X-FOLDSPACE-API-KEY").ShouldBe("[redacted]");
        request.GetProperty("postData").GetProperty("mimeType").GetString().ShouldBe("application/json");
        request.GetProperty("postData").GetProperty("text").GetString().ShouldBe(body);
        request.GetProperty("bodySize").GetInt32().ShouldBe(body.Length);
        var response = entry.GetProperty("response");
        response.GetProperty("status").GetInt32().ShouldBe(200);
        response.GetProperty("content").GetProperty("mimeType").GetString().ShouldBe("application/json");
        response.GetProperty("content").GetProperty("text").GetString().ShouldBe(answer.Text);
        response.GetProperty("content").GetProperty("size").GetInt32().ShouldBe(answer.Body.Length);
    }

    [Fact]
    public async Task Export_OfARequestWithoutHost_HasTheAddressAndTheVersionThatItCameBy()
    {
        var calls = await MadeAsync();
        var port = mock.Port(calls.Vendor);
        var credential = string.Concat(calls.Sandbox.Credential(calls.Vendor).Select(h => $"{h.Key}: {h.Value}\r\n"));
        var request = $"GET {calls.Target()} HTTP/1.0\r\n{credential}\r\n";
        var answer = Wire.Parse(await new Wire(port).RawAsync(Encoding.UTF8.GetBytes(request)));
        answer.Status.ShouldBe(200, answer.Text);
        await calls.ReadAsync();

        var entries = await ExportAsync(calls, "");

        var url = $"http://127.0.0.1:{port}{calls.Target()}";
        var (old, now) = (entries[0].GetProperty("request"), entries[1].GetProperty("request"));
        old.GetProperty("url").GetString().ShouldBe(url);
        old.GetProperty("httpVersion").GetString().ShouldBe("HTTP/1.0");
        now.GetProperty("url").GetString().ShouldBe(url);
        now.GetProperty("httpVersion").GetString().ShouldBe("HTTP/1.1");
        entries[1].GetProperty("response").GetProperty("httpVersion").GetString().ShouldBe("HTTP/1.1");
        (await calls.EntryAsync(answer)).GetProperty("protocol").GetString().ShouldBe("HTTP/1.0");
        var id = answer.Header("X-Mock-Exchange");
        var one = await calls.Sandbox.ArrangeAsync("GET", $"/requests/{id}?format=har");
        one.Json.GetProperty("log").GetProperty("entries")[0].GetRawText().ShouldBe(entries[0].GetRawText());
    }

    [Fact]
    public async Task Export_OfManyEntries_Streams()
    {
        var calls = await MadeAsync();
        for (var i = 0; i < 60; i++)
            await calls.ReadAsync();

        var answer = await calls.Sandbox.ArrangeAsync("GET", "/requests?format=har");

        answer.Header("Content-Type").ShouldBe("application/json");
        answer.Header("Content-Length").ShouldBeNull();
        answer.Json.GetProperty("log").GetProperty("entries").GetArrayLength().ShouldBe(60);
    }

    private static string? Named(JsonElement message, string name) =>
        message
            .GetProperty("headers")
            .EnumerateArray()
            .Single(h => h.GetProperty("name").GetString() == name)
            .GetProperty("value")
            .GetString();

    private async Task<UserCalls> MadeAsync()
    {
        var calls = new UserCalls(await mock.SandboxAsync("""{"rateLimits":false}"""), mock.Directory.All[0]);
        await calls.SeededAsync();
        return calls;
    }

    private static async Task<JsonElement> ExportAsync(UserCalls calls, string more) =>
        (await calls.Sandbox.ArrangeAsync("GET", "/requests?format=har" + more))
            .Json.GetProperty("log")
            .GetProperty("entries");
}
