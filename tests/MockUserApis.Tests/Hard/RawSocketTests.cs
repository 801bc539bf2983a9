using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace MockUserApis.Tests.Hard;

/// <summary>What no HTTP client sends. Each shape is answered with a 4xx or a closed connection, smuggles nothing, and others are served.</summary>
public sealed class RawSocketTests(MockFixture mock)
{
    private const int Idle = 2000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Names of the shapes; HEAD and BODY stand for a good request's parts.</summary>
    public static TheoryData<string, string> Shapes => new()
    {
        { "length twice, unlike", "HEAD Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}" },
        { "length that is a list", "HEAD Content-Length: 2, 3\r\n\r\n{}" },
        { "length below zero", "HEAD Content-Length: -1\r\n\r\n{}" },
        { "length with a sign", "HEAD Content-Length: +2\r\n\r\n{}" },
        { "length in hex", "HEAD Content-Length: 0x2\r\n\r\n{}" },
        { "length beyond 64 bits", "HEAD Content-Length: 99999999999999999999\r\n\r\n{}" },
        { "length of many terabytes", "HEAD Content-Length: 9223372036854775807\r\n\r\n{}" },
        { "length and chunks", "HEAD Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nSMUGGLED" },
        { "chunks twice", "HEAD Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\nSMUGGLED" },
        { "chunks not last", "HEAD Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\nSMUGGLED" },
        { "chunks misspelt", "HEAD Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\nSMUGGLED" },
        { "chunks, name with a space", "HEAD Transfer-Encoding : chunked\r\n\r\n0\r\n\r\nSMUGGLED" },
        { "chunk size that is no number", "HEAD Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n" },
        { "chunk size below zero", "HEAD Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n" },
        { "chunk size that overflows", "HEAD Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n" },
        { "chunk longer than said", "HEAD Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n" },
        { "folded header", "HEAD X-A: b\r\n c\r\nContent-Length: 2\r\n\r\n{}" },
        { "bare line feed in a header", "HEAD X-A: b\nX-B: c\r\nContent-Length: 2\r\n\r\n{" },
        { "null in a header", "HEAD X-A: \0\r\nContent-Length: 2\r\n\r\n{}" },
        { "header without a name", "HEAD : b\r\nContent-Length: 2\r\n\r\n{}" },
        { "header without a colon", "HEAD nonsense\r\nContent-Length: 2\r\n\r\n{}" },
        { "host twice", "HEAD Host: other\r\nContent-Length: 2\r\n\r\n{}" },
        { "a header of 40,000 characters", "HEAD X-A: LONG\r\nContent-Length: 2\r\n\r\n{}" },
        { "500 headers", "HEAD MANYContent-Length: 2\r\n\r\n{}" },
        { "no HTTP at all", "\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03" },
        { "HTTP/2 without asking", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" },
        { "HTTP/9.9", "GET / HTTP/9.9\r\n\r\n" },
        { "no version", "GET /\r\n\r\n" },
        { "a method of 10,000 letters", "LONG / HTTP/1.1\r\n\r\n" },
        { "a target of 40,000 characters", "GET /LONG HTTP/1.1\r\nHost: a\r\n\r\n" },
        { "null in the target", "GET /a%00b HTTP/1.1\r\nHost: a\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Socket_ShapeThatIsNoRequest_EndsThereAndSmugglesNothing(string name, string shape)
    {
        var calls = await CallsAsync();
        var before = (await calls.ReadAsync()).Text;
        var answers = Encoding.UTF8.GetString(await new Wire(Port(calls)).RawAsync(Bytes(calls, shape)));
        var statuses = answers.Split("HTTP/1.1 ").Skip(1).Select(a => int.Parse(a.AsSpan(0, 3), CultureInfo.InvariantCulture)).ToList();
        statuses.ShouldAllBe(s => (s >= 400 && s < 500) || s == 505, $"{name}: {answers}");
        statuses.Count.ShouldBeLessThanOrEqualTo(1, $"{name}: {answers}");
        answers.ShouldNotContain("Exception");
        (await calls.ReadAsync()).Text.ShouldBe(before, name);
    }

    [Fact]
    public async Task Socket_PipelinedRequests_AreAnsweredInOrder()
    {
        var calls = await CallsAsync();
        var one = KeptConnection.Bytes("GET", calls.Target(), calls.Sandbox.Credential(calls.Vendor), null);
        var none = KeptConnection.Bytes("GET", "/none", [.. calls.Sandbox.Credential(calls.Vendor), new("Connection", "close")], null);
        using var socket = await ConnectAsync(calls);
        await socket.SendAsync(Enumerable.Repeat(one, 50).Append(none).SelectMany(b => b).ToArray());
        var text = Encoding.UTF8.GetString(await ToEndAsync(socket));
        var statuses = text.Split("HTTP/1.1 ").Skip(1).Select(a => a[..3]).ToList();
        statuses.ShouldBe([.. Enumerable.Repeat("200", 50), "404"]);
    }

    // Kestrel takes a client's FIN for its leaving: the answer comes only if it was under way. What must hold is that
    // the connection ends and nobody else notices.
    [Fact]
    public async Task Socket_HalfClosedAfterTheRequest_EndsAndOthersAreServed()
    {
        var calls = await CallsAsync();
        using var socket = await ConnectAsync(calls);
        await socket.SendAsync(KeptConnection.Bytes("GET", calls.Target(), [.. calls.Sandbox.Credential(calls.Vendor), new("Connection", "close")], null));
        socket.Shutdown(SocketShutdown.Send);
        (Encoding.UTF8.GetString(await ToEndAsync(socket)) is "" or ['H', 'T', 'T', 'P', '/', '1', '.', '1', ' ', '2', '0', '0', ..]).ShouldBeTrue();
        (await calls.ReadAsync()).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Socket_ClosedInTheMiddleOfTheBody_ChangesNothing()
    {
        var calls = await CallsAsync();
        var before = (await calls.ReadAsync()).Text;
        var whole = Bytes(calls, "HEAD Content-Length: 100\r\n\r\n{}");
        for (var cut = 1; cut < whole.Length; cut += 17)
        {
            using var socket = await ConnectAsync(calls);
            await socket.SendAsync(whole.AsMemory(0, cut));
            socket.Close(0);
        }

        (await calls.ReadAsync()).Text.ShouldBe(before);
    }

    [Fact]
    public async Task Sockets_ThousandsIdleAndHalfSent_OthersAreServed()
    {
        var calls = await CallsAsync();
        var half = Bytes(calls, "HEAD Content-Length: 100\r\n\r\n{")[..^3];
        var many = int.Parse(Environment.GetEnvironmentVariable("IDLE_CONNECTIONS") is { Length: > 0 } text ? text : Idle.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var sockets = new List<Socket>();
        try
        {
            for (var i = 0; i < many; i++)
            {
                sockets.Add(await ConnectAsync(calls));
                if (i % 2 == 0) await sockets[^1].SendAsync(half);
            }

            (await calls.ReadAsync()).Status.ShouldBe(200);
            // An idle connection is as good as new.
            await sockets[1].SendAsync(KeptConnection.Bytes("GET", calls.Target(), [.. calls.Sandbox.Credential(calls.Vendor), new("Connection", "close")], null));
            Encoding.UTF8.GetString(await ToEndAsync(sockets[1])).ShouldStartWith("HTTP/1.1 200");
        }
        finally
        {
            foreach (var socket in sockets) socket.Close(0);
        }

        (await calls.ReadAsync()).Status.ShouldBe(200);
    }

    private static byte[] Bytes(UserCalls calls, string shape)
    {
        var credential = string.Concat(calls.Sandbox.Credential(calls.Vendor).Select(h => $"{h.Key}: {h.Value}\r\n"));
        var head = $"{calls.Update.Method} {calls.Target()} HTTP/1.1\r\nHost: 127.0.0.1\r\n{credential}Content-Type: application/json\r\n";
        var smuggled = $"DELETE {calls.Target()} HTTP/1.1\r\nHost: 127.0.0.1\r\n{credential}\r\n";
        return Encoding.Latin1.GetBytes(shape.Replace("HEAD ", head, StringComparison.Ordinal).Replace("SMUGGLED", smuggled, StringComparison.Ordinal)
            .Replace("LONG", new string('x', 40_000), StringComparison.Ordinal).Replace("MANY", string.Concat(Enumerable.Range(0, 500).Select(i => $"X-{i}: a\r\n")), StringComparison.Ordinal));
    }

    private async Task<UserCalls> CallsAsync()
    {
        var calls = new UserCalls(await mock.SandboxAsync(), MockFixture.Known[0]);
        await calls.SeededAsync();
        return calls;
    }

    private int Port(UserCalls calls) => new Uri(mock.Directory.Url(calls.Vendor)).Port;

    private async Task<Socket> ConnectAsync(UserCalls calls)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", Port(calls));
        return socket;
    }

    private static async Task<byte[]> ToEndAsync(Socket socket)
    {
        using var patience = new CancellationTokenSource(Patience);
        var (received, chunk) = (new MemoryStream(), new byte[1 << 16]);
        while (await socket.ReceiveAsync(chunk, patience.Token) is var read and > 0) received.Write(chunk, 0, read);
        return received.ToArray();
    }
}
