using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace MockUserApis.Tests.Support;

/// <summary>One connection for many requests, made anew once the server has closed it.</summary>
internal sealed class KeptConnection(int port) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private readonly byte[] chunk = new byte[1 << 16];
    private Socket? socket;

    public static byte[] Bytes(
        string method,
        string target,
        IEnumerable<KeyValuePair<string, string>> headers,
        byte[]? body
    )
    {
        var head = new StringBuilder($"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        foreach (var (name, value) in headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (body is not null)
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        return [.. Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), .. body ?? []];
    }

    /// <summary>
    /// Throws when there is no whole answer in time: that is a hang, or a connection dropped without a word.
    /// </summary>
    public async Task<WireAnswer> SendAsync(byte[] request, bool head = false)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        var kept = socket is not null;
        try
        {
            return await ExchangeAsync(request, head, timeout.Token);
        }
        catch (Exception error) when (kept && error is SocketException or EndOfStreamException)
        {
            // An idle connection may be closed at any time; on a new one that excuse is gone.
            Dispose();
            return await ExchangeAsync(request, head, timeout.Token);
        }
    }

    public void Dispose()
    {
        socket?.Dispose();
        socket = null;
    }

    private async Task<WireAnswer> ExchangeAsync(byte[] request, bool head, CancellationToken stop)
    {
        if (socket is null)
        {
            socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync("127.0.0.1", port, stop);
        }

        await socket.SendAsync(request, stop);
        var received = new MemoryStream();
        while (true)
        {
            var read = await socket.ReceiveAsync(chunk, stop);
            if (read == 0)
                throw new EndOfStreamException($"closed after {received.Length} bytes");
            received.Write(chunk, 0, read);
            if (Whole(received, head) is not { } answer)
                continue;
            if (answer.Header("Connection") == "close")
                Dispose();
            return answer;
        }
    }

    private static WireAnswer? Whole(MemoryStream received, bool head)
    {
        var bytes = received.GetBuffer().AsSpan(0, (int)received.Length);
        if (bytes.IndexOf("\r\n\r\n"u8) is not (var end and > 0))
            return null;
        var answer = Wire.Parse(bytes[..(end + 4)].ToArray());
        // As the mock's own problems come.
        if (!head && answer.Header("Transfer-Encoding") == "chunked")
            return bytes.EndsWith("\r\n0\r\n\r\n"u8) ? Wire.Parse(bytes.ToArray()) : null;
        var length =
            head || answer.Status is 204 or 304
                ? 0
                : int.Parse(
                    answer.Header("Content-Length")
                        ?? throw new InvalidOperationException(
                            $"Neither length nor end: {Encoding.UTF8.GetString(bytes)}"
                        ),
                    CultureInfo.InvariantCulture
                );
        if (bytes.Length < end + 4 + length)
            return null;
        bytes.Length.ShouldBe(end + 4 + length, "more came than was announced");
        return answer with { Body = bytes[(end + 4)..].ToArray() };
    }
}
