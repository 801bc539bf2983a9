using System.Net.Sockets;

namespace MockUserApis.Testing;

/// <summary>
/// The exceptions of <see cref="SocketsHttpHandler"/> against Kestrel, as they were found; a test holds them against
/// real sockets. Their types, what is in them and their error codes are what retry policies ask for.
/// </summary>
internal static class SocketFailure
{
    /// <summary>No answer: the connection was cut.</summary>
    public static HttpRequestException Reset() => new(
        HttpRequestError.Unknown, "An error occurred while sending the request.", Broken(SocketError.ConnectionReset));

    /// <summary>A part of an answer: then the connection ended.</summary>
    public static HttpIOException Ended() => new(HttpRequestError.ResponseEnded, "The response ended prematurely.");

    /// <summary>Nobody listens.</summary>
    public static HttpRequestException Refused(Uri address)
    {
        var cause = new SocketException((int)SocketError.ConnectionRefused);
        return new(HttpRequestError.ConnectionError, $"{cause.Message} ({address.Authority})", cause);
    }

    /// <summary>The client gave up.</summary>
    public static TaskCanceledException Cancelled(Exception error, CancellationToken cancellation) =>
        new(error.Message, Broken(SocketError.OperationAborted), cancellation);

    private static IOException Broken(SocketError error)
    {
        var cause = new SocketException((int)error);
        return new($"Unable to read data from the transport connection: {cause.Message}.", cause);
    }
}
