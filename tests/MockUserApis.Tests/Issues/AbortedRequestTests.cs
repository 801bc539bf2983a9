using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace MockUserApis.Tests.Issues;

/// <summary>A request whose client gave up was nowhere: the mock denied that it had come.</summary>
public sealed class AbortedRequestTests(MockFixture mock)
{
    [Theory]
    [InlineData("""{"kind":"latency","delay":"PT1H","times":1}""", false)]
    [InlineData("""{"kind":"latency","delay":"PT1H","times":1}""", true)]
    [InlineData("""{"kind":"commit-then-reset","delay":"PT1H","times":1}""", false)]
    [InlineData("""{"kind":"status","status":503,"delay":"PT1H","times":1}""", false)]
    public async Task Client_LeavesWhileItWaits_IsInTheJournal(string fault, bool frozen)
    {
        var sandbox = await mock.SandboxAsync();
        if (frozen)
            await sandbox.ArrangeAsync("POST", "/clock", """{"freeze":true}""");
        await sandbox.ArrangeAsync("POST", "/faults", fault);
        var vendor = MockFixture.Known[0];
        using (var client = await ConnectAsync(mock.Port(vendor)))
        {
            await client.SendAsync(Head(sandbox, vendor, "GET"));
            await TakenAsync(sandbox);
        }

        var entry = await EntryAsync(sandbox);

        entry.GetProperty("status").GetInt32().ShouldBe(0);
        entry.GetProperty("aborted").GetString().ShouldNotBeNull().ShouldStartWith("PT");
        entry.GetProperty("operation").GetString().ShouldBe("getUser");
        entry.GetProperty("key").GetString().ShouldBe(sandbox.Key(vendor));
        entry.GetProperty("fault").GetString().ShouldNotBeNull();
        var id = entry.GetProperty("id").GetString();
        var one = (await sandbox.ArrangeAsync("GET", $"/requests/{id}")).Json;
        one.GetProperty("diagnosis").GetProperty("summary").GetString().ShouldNotBeNull().ShouldContain("client left");
        var summary = (await sandbox.ArrangeAsync("GET", "/requests?view=summary&status=0")).Json[0];
        summary.GetProperty("aborted").GetString().ShouldBe(entry.GetProperty("aborted").GetString());
        var har = (await sandbox.ArrangeAsync("GET", "/requests?format=har")).Json.GetProperty("log");
        har.GetProperty("entries")[0].GetProperty("comment").GetString().ShouldNotBeNull().ShouldContain("client left");
        var asked = """{"operation":"getUser","status":0,"times":{"exactly":1}}""";
        await sandbox.ArrangeAsync("POST", "/assert", asked);
    }

    [Fact]
    public async Task Client_LeavesInTheMiddleOfADrip_IsMarkedInTheEntryOfItsAnswer()
    {
        var sandbox = await mock.SandboxAsync();
        await sandbox.ArrangeAsync("POST", "/clock", """{"freeze":true}""");
        await sandbox.ArrangeAsync("POST", "/faults", """{"kind":"drip","delay":"PT1H","times":1}""");
        var vendor = MockFixture.Known[0];
        using (var client = await ConnectAsync(mock.Port(vendor)))
        {
            await client.SendAsync(Head(sandbox, vendor, "GET"));
            // The entry is there before the first piece, which a frozen clock holds back.
            await EntryAsync(sandbox);
        }

        var entry = await Until.ReachedAsync(
            () => EntryAsync(sandbox),
            e => e.TryGetProperty("aborted", out _),
            "the mark that the client left"
        );

        entry.GetProperty("status").GetInt32().ShouldBe(200);
        entry.GetProperty("responseBody").ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Fact]
    public async Task Client_LeavesInTheMiddleOfItsBody_IsInTheJournal()
    {
        var sandbox = await mock.SandboxAsync();
        var vendor = MockFixture.Known[0];
        using (var client = await ConnectAsync(mock.Port(vendor)))
        {
            var body = "Content-Length: 1000\r\nExpect: 100-continue\r\nContent-Type: application/json\r\n";
            await client.SendAsync(Head(sandbox, vendor, "PUT", body));
            // It asks to be told to go on: so the server reads its body when it leaves.
            (await client.ReceiveAsync(new byte[64])).ShouldBeGreaterThan(0);
            await client.SendAsync("{"u8.ToArray());
            client.Close(0);
        }

        var entry = await EntryAsync(sandbox);

        entry.GetProperty("status").GetInt32().ShouldBe(0);
        entry.GetProperty("operation").GetString().ShouldBe("updateUser");
        entry.GetProperty("aborted").GetString().ShouldNotBeNull();
    }

    private static byte[] Head(TestSandbox sandbox, Vendor vendor, string method, string more = "")
    {
        var target = TestSandbox.UserTarget(vendor, sandbox.Key(vendor));
        var credential = string.Concat(sandbox.Credential(vendor).Select(h => $"{h.Key}: {h.Value}\r\n"));
        return Encoding.ASCII.GetBytes($"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n{credential}{more}\r\n");
    }

    private static async Task<Socket> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", port);
        return socket;
    }

    // A fault that is used up is gone: then its request waits.
    private static Task TakenAsync(TestSandbox sandbox) =>
        Until.ReachedAsync(
            () => sandbox.ArrangeAsync("GET", "/faults"),
            f => f.Json.GetArrayLength() == 0,
            "the fault that is used up"
        );

    private static async Task<JsonElement> EntryAsync(TestSandbox sandbox)
    {
        var list = await Until.ReachedAsync(
            async () => (await sandbox.ArrangeAsync("GET", "/requests")).Json,
            l => l.GetArrayLength() > 0,
            "an entry"
        );
        return list[0];
    }
}
