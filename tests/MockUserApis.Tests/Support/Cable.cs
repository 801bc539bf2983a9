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
    private bool cut;
    private volatile bool silent;

    public Cable(string host, int port)
    {
        (this.host, this.port) = (host, port);
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Clients that are connected lose the connection, new ones are turned away.</summary>
    public void Cut()
    {
        lock (open)
        {
            cut = true;
            foreach (var socket in open)
                socket.Dispose();
            open.Clear();
        }
    }

    /// <summary>Connections stay and nothing comes through.</summary>
    public void Silence() => silent = true;

    public void Mend()
    {
        lock (open)
            cut = false;
    }

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
                var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
                if (await ReachesAsync(far) && Keep(near, far))
                {
                    _ = CarryAsync(near, far);
                    _ = CarryAsync(far, near);
                    continue;
                }

                near.Dispose();
                far.Dispose();
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The listener was stopped: the usual end.
        }
    }

    private async Task<bool> ReachesAsync(Socket far)
    {
        try
        {
            await far.ConnectAsync(host, port);
            return true;
        }
        catch (SocketException)
        {
            // No server there now: the client is turned away, the next one may have better luck.
            return false;
        }
    }

    // Under Cut's lock: what came while it cut would stay open.
    private bool Keep(Socket near, Socket far)
    {
        lock (open)
        {
            if (!cut)
                open.AddRange([near, far]);
            return !cut;
        }
    }

    private async Task CarryAsync(Socket from, Socket to)
    {
        try
        {
            var buffer = new byte[1 << 16];
            while (await from.ReceiveAsync(buffer) is var length and > 0)
                if (!silent)
                    await to.SendAsync(buffer.AsMemory(0, length));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Cut, or one end has hung up.
        }

        from.Dispose();
        to.Dispose();
    }
}
