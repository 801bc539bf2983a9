using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace MockUserApis.Tests.Support;

/// <summary>An answer as it came over the socket.</summary>
public sealed record WireAnswer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json =>
        JsonDocument.Parse(Body, new JsonDocumentOptions { MaxDepth = RawJson.MaxDepth }).RootElement;

    public string? Header(string name)
    {
        var values = Headers
            .Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(h => h.Value)
            .ToList();
        return values.Count == 0 ? null : string.Join(", ", values);
    }
}

/// <summary>
/// HTTP/1.1 by hand over a loopback socket: no client library tidies up what is sent or hides what comes back.
/// </summary>
public sealed class Wire(int port)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public int Port => port;

    public Task<WireAnswer> SendAsync(string method, string target, string? json = null) =>
        SendAsync(
            method,
            target,
            json is null ? [] : [new("Content-Type", "application/json")],
            json is null ? null : Encoding.UTF8.GetBytes(json)
        );

    public async Task<WireAnswer> SendAsync(
        string method,
        string target,
        IEnumerable<KeyValuePair<string, string>> headers,
        byte[]? body
    )
    {
        var head = new StringBuilder($"{method} {target} HTTP/1.1\r\n");
        var sent = headers.ToList();
        if (!sent.Exists(h => h.Key.Equals("Host", StringComparison.OrdinalIgnoreCase)))
            head.Append(CultureInfo.InvariantCulture, $"Host: 127.0.0.1:{port}\r\n");
        foreach (var (name, value) in sent)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        if (body is not null)
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        head.Append("Connection: close\r\n\r\n");
        var answer = Parse(await RawAsync([.. Encoding.UTF8.GetBytes(head.ToString()), .. body ?? []]));
        if (target.StartsWith("/_mock", StringComparison.Ordinal))
            TestLog.Note($"{method} {target} {answer.Status}");
        return answer;
    }

    /// <summary>
    /// Sends bytes as they are and reads until the server closes; what arrived before a reset is kept.
    /// </summary>
    public async Task<byte[]> RawAsync(byte[] request)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, timeout.Token);
        var stream = client.GetStream();
        var received = new MemoryStream();
        try
        {
            await stream.WriteAsync(request, timeout.Token);
            var buffer = new byte[1 << 16];
            while (!IsWhole(received) && await stream.ReadAsync(buffer, timeout.Token) is var read and > 0)
                received.Write(buffer, 0, read);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"Neither a whole answer nor an end of the connection after {Timeout.TotalSeconds} s; what "
                    + $"came: {Encoding.UTF8.GetString(received.ToArray())}"
            );
        }
        catch (IOException)
        {
            // A reset is an outcome that tests look at: the bytes that came before it tell.
        }

        return received.ToArray();
    }

    // After an answer that came before the end of the request, the server would wait some seconds for the rest.
    private static bool IsWhole(MemoryStream received)
    {
        var bytes = received.GetBuffer().AsSpan(0, (int)received.Length);
        if (bytes.IndexOf("\r\n\r\n"u8) is not (var end and > 0))
            return false;
        var head = Encoding.UTF8.GetString(bytes[..end]);
        var at = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        return at > 0
            && long.Parse(
                head.AsSpan(at + 16, (head + "\r\n").IndexOf("\r\n", at, StringComparison.Ordinal) - at - 16),
                CultureInfo.InvariantCulture
            )
                <= bytes.Length - end - 4;
    }

    public static WireAnswer Parse(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        end.ShouldBeGreaterThan(0, $"No HTTP answer, but {bytes.Length} bytes: {Encoding.UTF8.GetString(bytes)}");
        var lines = Encoding.UTF8.GetString(bytes, 0, end).Split("\r\n");
        var headers = lines
            .Skip(1)
            .Select(l => new KeyValuePair<string, string>(
                l[..l.IndexOf(':', StringComparison.Ordinal)],
                l[(l.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            ))
            .ToList();
        var answer = new WireAnswer(
            int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture),
            headers,
            bytes[(end + 4)..]
        );
        return answer.Header("Transfer-Encoding") == "chunked" ? answer with { Body = Unchunk(answer.Body) } : answer;
    }

    private static byte[] Unchunk(byte[] body)
    {
        var whole = new MemoryStream();
        var rest = body.AsSpan();
        while (
            rest.IndexOf("\r\n"u8) is var end and > 0
            && int.Parse(rest[..end], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) is var size and > 0
        )
        {
            whole.Write(rest.Slice(end + 2, size));
            rest = rest[(end + 2 + size + 2)..];
        }

        return whole.ToArray();
    }
}
