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
