using System.Net.Sockets;
using System.Text;

namespace MockUserApis.Tests.Support;

/// <summary>Listens to a sandbox's journal and keeps every byte.</summary>
internal sealed class EventStream : IDisposable
{
    private readonly TcpClient client = new();
    private readonly MemoryStream heard = new();
    private readonly byte[] chunk = new byte[1 << 16];

    /// <summary>Listening from here on.</summary>
    public static async Task<EventStream> OpenAsync(int controlPort, string sandbox, string query = "")
    {
        var stream = new EventStream();
        await stream.client.ConnectAsync("127.0.0.1", controlPort);
        await stream
            .client.GetStream()
            .WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"GET /_mock/sandboxes/{sandbox}/requests/stream{query} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                )
            );
        await stream.ReadUntilAsync(": listening");
        TestLog.Note($"GET /_mock/sandboxes/{sandbox}/requests/stream{query} 200");
        return stream;
    }

    /// <summary>Reads on until the text came; all that was heard so far.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var now = Encoding.UTF8.GetString(heard.GetBuffer(), 0, (int)heard.Length);
            if (now.Contains(text, StringComparison.Ordinal))
                return now;
            var read = await client.GetStream().ReadAsync(chunk, timeout.Token);
            read.ShouldBeGreaterThan(0, $"The stream ended before {text}: {now}");
            heard.Write(chunk, 0, read);
        }
    }

    public void Dispose() => client.Dispose();
}
