using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace MockUserApis.Kernel.Http;

/// <summary>
/// Both loopbacks for <c>localhost</c>, as clients try ::1 first or alone. A machine without IPv6 has the one.
/// Kestrel's ListenLocalhost chooses no free port; here a free one is taken on both, and held until Kestrel takes it.
/// </summary>
internal sealed class Loopbacks : IDisposable
{
    private const int MaxTries = 100;
    private readonly Dictionary<EndPoint, Socket> held = [];

    /// <summary>Listens on the port of both; 0: a port that is free on both.</summary>
    public void Listen(KestrelServerOptions kestrel, int port, Action<ListenOptions> open)
    {
        if (port == 0)
            port = Free();
        kestrel.Listen(IPAddress.Loopback, port, open);
        if (HasIPv6)
            kestrel.Listen(IPAddress.IPv6Loopback, port, open);
    }

    /// <summary>The socket that was held for an address, else a new one.</summary>
    public Socket Bind(EndPoint address) =>
        held.Remove(address, out var socket) ? socket : SocketTransportOptions.CreateDefaultBoundListenSocket(address);

    public void Dispose()
    {
        foreach (var socket in held.Values)
            socket.Dispose();
        held.Clear();
    }

    private static bool HasIPv6 { get; } =
        Socket.OSSupportsIPv6 && TryBind(IPAddress.IPv6Loopback, 0) is { } probe && Close(probe);

    private int Free()
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var first = TryBind(IPAddress.Loopback, 0) ?? throw new IOException("127.0.0.1 has no free port.");
            var port = ((IPEndPoint)first.LocalEndPoint!).Port;
            var second = HasIPv6 ? TryBind(IPAddress.IPv6Loopback, port) : null;
            if (HasIPv6 && second is null)
            {
                first.Dispose();
                continue;
            }

            held[first.LocalEndPoint!] = first;
            if (second is not null)
                held[second.LocalEndPoint!] = second;
            return port;
        }

        throw new IOException("No port is free on both 127.0.0.1 and ::1. Give one with --port, or --host 127.0.0.1.");
    }

    // Null: the port is taken, or there is no such address.
    private static Socket? TryBind(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    private static bool Close(Socket socket)
    {
        socket.Dispose();
        return true;
    }
}
