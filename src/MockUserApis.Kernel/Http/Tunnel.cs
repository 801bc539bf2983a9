using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Connections;
using MockUserApis.Kernel.Pipeline;

namespace MockUserApis.Kernel.Http;

/// <summary>
/// <c>CONNECT host:port</c>, as a client asks a proxy for a tunnel. It ends in this server, or is refused: nothing is
/// connected to anything.
/// </summary>
internal static class Tunnel
{
    private const int MaxHead = 8192;

    private static readonly TimeSpan HeadTimeout = TimeSpan.FromSeconds(10);

    private static readonly byte[] Opened = "HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray();

    /// <summary>What a client begins with that wants one.</summary>
    public static byte[] Start { get; } = "CONNECT "u8.ToArray();

    /// <summary>Answers the client. False: it was refused, and the connection ends.</summary>
    public static async ValueTask<bool> OpenAsync(ConnectionContext connection, Proxy proxy, CancellationToken stop)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(HeadTimeout);
        var head = await HeadAsync(connection, late.Token);
        var (vendor, refusal) = head is null ? (null, TooLong) : proxy.Tunnel(AuthorityIn(head));
        if (refusal is null)
            connection.Features.Set(vendor);
        var answer = refusal is null ? Opened : Written(refusal);
        await connection.Transport.Output.WriteAsync(answer, late.Token);
        return refusal is null;
    }

    private static ProxyRefusal TooLong =>
        new(431, "Too long", $"CONNECT and its headers are longer than {MaxHead} bytes. Send fewer headers.");

    // Between the method and the version; whatever else is there is no host.
    private static string AuthorityIn(string head)
    {
        var line = head.Split('\r', '\n')[0][Start.Length..];
        var end = line.LastIndexOf(" HTTP/1.", StringComparison.Ordinal);
        return end < 0 ? line : line[..end];
    }

    // Up to the empty line and no further: behind it begins what goes through the tunnel.
    private static async ValueTask<string?> HeadAsync(ConnectionContext connection, CancellationToken stop)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            var read = await input.ReadAsync(stop);
            var reader = new SequenceReader<byte>(read.Buffer);
            if (reader.TryReadTo(out ReadOnlySequence<byte> head, "\r\n\r\n"u8))
            {
                var text = head.Length <= MaxHead ? Encoding.Latin1.GetString(head) : null;
                input.AdvanceTo(reader.Position);
                return text;
            }

            var length = read.Buffer.Length;
            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (length > MaxHead)
                return null;
            if (read.IsCompleted)
                throw new ConnectionAbortedException();
        }
    }

    private static byte[] Written(ProxyRefusal refusal)
    {
        var body = Problem.Text(refusal.Status, refusal.Title, refusal.Detail);
        var head =
            $"HTTP/1.1 {refusal.Status} {refusal.Title}\r\nContent-Type: application/problem+json\r\n"
            + $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}
