using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace MockUserApis.Tests.Security;

/// <summary>
/// What no HTTP client sends. Each shape is answered with a 4xx or a closed connection, smuggles nothing, and others
/// are served.
/// </summary>
public sealed class RawSocketTests(MockFixture mock)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Names of the shapes. HEAD stands for a good request's first lines, BODY for a body that changes the user, LEN
    /// and HEX for its length: a server that let the shape through, or read the numbers some other way, would answer
    /// 204.
    /// </summary>
    public static TheoryData<string, string> Shapes =>
        new()
        {
            { "length twice, the first one right", "HEAD Content-Length: LEN\r\nContent-Length: 3\r\n\r\nBODY" },
            { "length twice, the last one right", "HEAD Content-Length: 3\r\nContent-Length: LEN\r\n\r\nBODY" },
            { "length that is a list, the first one right", "HEAD Content-Length: LEN, 3\r\n\r\nBODY" },
            { "length that is a list, the last one right", "HEAD Content-Length: 3, LEN\r\n\r\nBODY" },
            { "length below zero", "HEAD Content-Length: -LEN\r\n\r\nBODY" },
            { "length in hex", "HEAD Content-Length: 0xHEX\r\n\r\nBODY" },
            { "length beyond 64 bits", "HEAD Content-Length: WRAPPED\r\n\r\nBODY" },
            { "length of many terabytes", "HEAD Content-Length: 9223372036854775807\r\n\r\nBODY" },
            { "chunks twice", "HEAD Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\nCHUNKS" },
            { "chunks not last", "HEAD Transfer-Encoding: chunked, gzip\r\n\r\nCHUNKS" },
            { "chunks misspelt", "HEAD Transfer-Encoding: xchunked\r\n\r\nCHUNKS" },
            { "chunks, name with a space", "HEAD Transfer-Encoding : chunked\r\n\r\nCHUNKS" },
            { "chunk size that is no number", "HEAD Transfer-Encoding: chunked\r\n\r\nHEXzz\r\nBODY\r\n0\r\n\r\n" },
            { "chunk size below zero", "HEAD Transfer-Encoding: chunked\r\n\r\n-HEX\r\nBODY\r\n0\r\n\r\n" },
            {
                "chunk size that overflows",
                "HEAD Transfer-Encoding: chunked\r\n\r\n10000000000000HEX\r\nBODY\r\n0\r\n\r\n"
            },
            { "chunk longer than said", "HEAD Transfer-Encoding: chunked\r\n\r\nHEX\r\nBODY \r\n0\r\n\r\n" },
            { "folded header", "HEAD X-A: b\r\n c\r\nContent-Length: LEN\r\n\r\nBODY" },
            { "bare carriage return in a header", "HEAD X-A: b\rX-B: c\r\nContent-Length: LEN\r\n\r\nBODY" },
            { "null in a header", "HEAD X-A: \0\r\nContent-Length: LEN\r\n\r\nBODY" },
            { "header without a name", "HEAD : b\r\nContent-Length: LEN\r\n\r\nBODY" },
            { "header without a colon", "HEAD nonsense\r\nContent-Length: LEN\r\n\r\nBODY" },
            { "host twice", "HEAD Host: other\r\nContent-Length: LEN\r\n\r\nBODY" },
            { "a header of 40,000 characters", "HEAD X-A: LONG\r\nContent-Length: LEN\r\n\r\nBODY" },
            { "500 headers", "HEAD MANYContent-Length: LEN\r\n\r\nBODY" },
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
        var answers = Encoding.UTF8.GetString(await mock.Wire(calls.Vendor).RawAsync(Bytes(calls, shape)));
        var statuses = answers
            .Split("HTTP/1.1 ")
            .Skip(1)
            .Select(a => int.Parse(a.AsSpan(0, 3), CultureInfo.InvariantCulture))
            .ToList();
        statuses.ShouldAllBe(s => (s >= 400 && s < 500) || s == 505, $"{name}: {answers}");
        statuses.Count.ShouldBeLessThanOrEqualTo(1, $"{name}: {answers}");
        answers.ShouldNotContain("Exception");
        (await calls.ReadAsync()).Text.ShouldBe(before, name);
    }

    /// <summary>What the shapes are made of is a request that is taken, by its length as by chunks.</summary>
    [Theory]
    [InlineData("HEAD Connection: close\r\nContent-Length: LEN\r\n\r\nBODY")]
    [InlineData("HEAD Connection: close\r\nTransfer-Encoding: chunked\r\n\r\nHEX\r\nBODY\r\n0\r\n\r\n")]
    public async Task Socket_ShapeThatIsARequest_ChangesTheUser(string shape)
    {
        var calls = await CallsAsync();
        var before = (await calls.ReadAsync()).Text;
        Encoding
            .UTF8.GetString(await mock.Wire(calls.Vendor).RawAsync(Bytes(calls, shape)))
            .ShouldStartWith("HTTP/1.1 204");
        (await calls.ReadAsync()).Text.ShouldNotBe(before);
    }

    /// <summary>
    /// What Kestrel forgives: RFC 9112 leaves a bare line feed to it (2.2), and chunks beside a length, which must be
    /// the last request of its connection (6.1). A sign before a length is against RFC 9110 (8.6), and the length is
    /// the same all the same.
    /// </summary>
    [Theory]
    [InlineData("HEAD X-A: b\nX-B: c\r\nContent-Length: LEN\r\n\r\nBODYNEXT", "204 404")]
    [InlineData("HEAD Content-Length: +LEN\r\n\r\nBODYNEXT", "204 404")]
    [InlineData("HEAD Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\nCHUNKS", "204")]
    public async Task Socket_ShapeThatIsForgiven_IsOneRequestAndSmugglesNothing(string shape, string statuses)
    {
        var calls = await CallsAsync();
        var answers = Encoding.UTF8.GetString(await mock.Wire(calls.Vendor).RawAsync(Bytes(calls, shape)));
        string.Join(' ', answers.Split("HTTP/1.1 ").Skip(1).Select(a => a[..3])).ShouldBe(statuses, answers);
        (await calls.ReadAsync()).Json.GetProperty("score").GetInt32().ShouldBe(77);
    }

    [Fact]
    public async Task Socket_PipelinedRequests_AreAnsweredInOrder()
    {
        var calls = await CallsAsync();
        var one = KeptConnection.Bytes("GET", calls.Target(), calls.Sandbox.Credential(calls.Vendor), null);
        var none = KeptConnection.Bytes(
            "GET",
            "/none",
            [.. calls.Sandbox.Credential(calls.Vendor), new("Connection", "close")],
            null
        );
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
        await socket.SendAsync(
            KeptConnection.Bytes(
                "GET",
                calls.Target(),
                [.. calls.Sandbox.Credential(calls.Vendor), new("Connection", "close")],
                null
            )
        );
        socket.Shutdown(SocketShutdown.Send);
        (
            Encoding.UTF8.GetString(await ToEndAsync(socket))
            is ""
                or ['H', 'T', 'T', 'P', '/', '1', '.', '1', ' ', '2', '0', '0', ..]
        ).ShouldBeTrue();
        (await calls.ReadAsync()).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Socket_ClosedInTheMiddleOfTheBody_ChangesNothing()
    {
        var calls = await CallsAsync();
        var before = (await calls.ReadAsync()).Text;
        // One byte more was announced than a good body has: at the last cut all of it is there.
        var whole = Bytes(calls, "HEAD Content-Length: MORE\r\n\r\nBODY");
        for (var cut = whole.Length; cut > 0; cut -= 17)
        {
            using var reset = await ConnectAsync(calls);
            using var ended = await ConnectAsync(calls);
            await reset.SendAsync(whole.AsMemory(0, cut));
            await ended.SendAsync(whole.AsMemory(0, cut));
            // The read gives the server time to begin: a request whose connection has ended by then is not even looked
            // at.
            (await calls.ReadAsync()).Text.ShouldBe(before, $"{cut} of {whole.Length} bytes");
            reset.Close(0);
            ended.Shutdown(SocketShutdown.Send);
            Encoding.UTF8.GetString(await ToEndAsync(ended)).ShouldNotContain("HTTP/1.1 2");
        }

        (await calls.ReadAsync()).Text.ShouldBe(before);
    }

    private static byte[] Bytes(UserCalls calls, string shape)
    {
        var credential = string.Concat(calls.Sandbox.Credential(calls.Vendor).Select(h => $"{h.Key}: {h.Value}\r\n"));
        var head =
            $"{calls.Update.Method} {calls.Target()} HTTP/1.1\r\nHost: 127.0.0.1\r\n{credential}Content-Type: "
            + "application/json\r\n";
        var smuggled = $"DELETE {calls.Target()} HTTP/1.1\r\nHost: 127.0.0.1\r\n{credential}\r\n";
        var json = UserCalls.Minimal(calls.Vendor);
        json["score"] = 77;
        var (body, length) = (json.ToJsonString(), json.ToJsonString().Length);
        (string Token, string Text)[] parts =
        [
            ("HEAD ", head),
            ("CHUNKS", "HEX\r\nBODY\r\n0\r\n\r\nSMUGGLED"),
            ("SMUGGLED", smuggled),
            ("NEXT", $"GET /none HTTP/1.1\r\nHost: 127.0.0.1\r\n{credential}Connection: close\r\n\r\n"),
            ("LONG", new string('x', 40_000)),
            ("MANY", string.Concat(Enumerable.Range(0, 500).Select(i => $"X-{i}: a\r\n"))),
            ("BODY", body),
            ("LEN", $"{length}"),
            ("HEX", $"{length:X4}"),
            ("MORE", $"{length + 1}"),
            ("WRAPPED", $"{(UInt128)ulong.MaxValue + 1 + (uint)length}"),
        ];
        return Encoding.Latin1.GetBytes(
            parts.Aggregate(shape, (text, part) => text.Replace(part.Token, part.Text, StringComparison.Ordinal))
        );
    }

    private async Task<UserCalls> CallsAsync()
    {
        var calls = new UserCalls(await mock.SandboxAsync(), MockFixture.Known[0]);
        await calls.SeededAsync();
        return calls;
    }

    private async Task<Socket> ConnectAsync(UserCalls calls)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync("127.0.0.1", mock.Port(calls.Vendor));
        return socket;
    }

    private static async Task<byte[]> ToEndAsync(Socket socket)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        var (received, chunk) = (new MemoryStream(), new byte[1 << 16]);
        try
        {
            while (await socket.ReceiveAsync(chunk, timeout.Token) is var read and > 0)
                received.Write(chunk, 0, read);
        }
        catch (SocketException)
        {
            // A reset ends it too.
        }

        return received.ToArray();
    }
}
