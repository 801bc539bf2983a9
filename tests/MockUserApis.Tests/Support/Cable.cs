using System.Net;
using System.Net.Sockets;

namespace MockUserApis.Tests.Support;

/// <summary>The way to a server, which a test can cut and mend.</summary>
internal sealed class Cable : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly string host;
    private readonly int port;
    private readonly List<Socket> open = [];
    private readonly Task accepting;
    private volatile bool cut, silent;

    public Cable(string host, int port)
    {
        (this.host, this.port) = (host, port);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Whoever is connected loses the connection, whoever comes is turned away.</summary>
    public void Cut()
    {
        cut = true;
        lock (open)
        {
            foreach (var socket in open) socket.Dispose();
            open.Clear();
        }
    }

    /// <summary>Connections stay and nothing comes through.</summary>
    public void Silence() => silent = true;

    public void Mend() => cut = false;

    public async ValueTask DisposeAsync()
    {
        Cut();
        listener.Stop();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptSocketAsync();
                if (cut)
                {
                    near.Dispose();
                    continue;
                }

                var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await far.ConnectAsync(host, port);
                lock (open) open.AddRange([near, far]);
                _ = CarryAsync(near, far);
                _ = CarryAsync(far, near);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The listener was stopped: the usual end.
        }
    }

    private async Task CarryAsync(Socket from, Socket to)
    {
        try
        {
            var buffer = new byte[1 << 16];
            while (await from.ReceiveAsync(buffer) is var length and > 0) if (!silent) await to.SendAsync(buffer.AsMemory(0, length));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Cut, or one end has hung up.
        }

        from.Dispose();
        to.Dispose();
    }
}
