using System.Net.Sockets;
using System.Text;

namespace MockUserApis.Tests.Security;

/// <summary>Clients that never finish a request are sent away in time, and cost the others nothing.</summary>
public sealed class SlowlorisTests(MockFixture mock)
{
    private const int Many = 200;

    [Fact]
    public async Task Socket_HeaderOrBodyNeverFinished_IsClosedInTimeAndOthersAreServed()
    {
        var calls = new UserCalls(await mock.SandboxAsync(), MockFixture.Known[0]);
        await calls.SeededAsync();
        var port = mock.Port(calls.Vendor);
        var credential = string.Concat(calls.Sandbox.Credential(calls.Vendor).Select(h => $"{h.Key}: {h.Value}\r\n"));
        var head =
            $"{calls.Update.Method} {calls.Target()} HTTP/1.1\r\nHost: 127.0.0.1\r\n{credential}Content-Type: "
            + "application/json\r\n";
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        var slow = Enumerable
            .Range(0, Many)
            .Select(i => EndAsync(port, i % 2 == 0 ? head : head + "Content-Length: 100\r\n\r\n{", timeout.Token))
            .ToList();
        (await calls.ReadAsync()).Status.ShouldBe(200);
        foreach (var end in await Task.WhenAll(slow))
            (end.Length == 0 || end.StartsWith("HTTP/1.1 4", StringComparison.Ordinal)).ShouldBeTrue(end);
        (await calls.ReadAsync()).Status.ShouldBe(200);
    }

    private static async Task<string> EndAsync(int port, string part, CancellationToken stop)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", port, stop);
        await socket.SendAsync(Encoding.UTF8.GetBytes(part), stop);
        var (received, chunk) = (new MemoryStream(), new byte[4096]);
        try
        {
            while (await socket.ReceiveAsync(chunk, stop) is var read and > 0)
                received.Write(chunk, 0, read);
        }
        catch (SocketException)
        {
            // A reset ends it too.
        }

        return Encoding.UTF8.GetString(received.ToArray());
    }
}
