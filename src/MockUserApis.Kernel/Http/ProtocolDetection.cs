using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using MockUserApis.Kernel.Pipeline;

namespace MockUserApis.Kernel.Http;

/// <summary>
/// Tells by the first bytes of a connection what it speaks: TLS, plain HTTP, or <c>CONNECT</c> and then one of them.
/// </summary>
/// <param name="idleTimeout">How long a connection may stay silent.</param>
public sealed class ProtocolDetection(ConnectionDelegate tls, ConnectionDelegate plain, TimeSpan idleTimeout)
{
    // The type of a record that begins a TLS connection. No method of HTTP begins with it.
    private const byte Handshake = 22;

    /// <summary>TLS is spoken outside a tunnel too.</summary>
    public required bool HasTls { get; init; }

    /// <summary>Null: no tunnels.</summary>
    public required Func<Proxy>? Proxy { get; init; }

    public async Task RunAsync(ConnectionContext connection)
    {
        if (await DetectAsync(connection) is { } next)
            await next(connection);
    }

    private async ValueTask<ConnectionDelegate?> DetectAsync(ConnectionContext connection)
    {
        var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested;
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(
            connection.ConnectionClosed,
            stopping ?? default
        );
        silence.CancelAfter(idleTimeout);
        try
        {
            var input = connection.Transport.Input;
            if (Proxy is { } proxy && await BeginsAsync(input, Tunnel.Start, silence.Token))
            {
                return await Tunnel.OpenAsync(connection, proxy(), silence.Token)
                    ? await IsTlsAsync(input, silence.Token)
                        ? tls
                        : plain
                    : null;
            }

            return HasTls && await IsTlsAsync(input, silence.Token) ? tls : plain;
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // It left, or said nothing for too long: nobody is there to be told.
            connection.Abort();
            return null;
        }
    }

    private static readonly byte[] Hello = [Handshake];

    private static ValueTask<bool> IsTlsAsync(PipeReader input, CancellationToken stop) =>
        BeginsAsync(input, Hello, stop);

    // Looks at no more bytes than it needs to say no, and takes none away.
    private static async ValueTask<bool> BeginsAsync(PipeReader input, byte[] start, CancellationToken stop)
    {
        while (true)
        {
            var read = await input.ReadAsync(stop);
            var seen = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, start.Length)).ToArray();
            var isSo = start.AsSpan().StartsWith(seen);
            var isKnown = !isSo || seen.Length == start.Length || read.IsCompleted;
            input.AdvanceTo(read.Buffer.Start, isKnown ? read.Buffer.Start : read.Buffer.End);
            if (isKnown)
                return isSo && seen.Length == start.Length;
        }
    }
}
