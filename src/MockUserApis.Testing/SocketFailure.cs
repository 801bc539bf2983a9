using System.Net.Sockets;

namespace MockUserApis.Testing;

// The exceptions of SocketsHttpHandler against Kestrel, as they were found; a test holds them against
// real sockets. Their types, what is in them and their error codes are what retry policies ask for.
internal static class SocketFailure
{
    // No answer: the connection was cut.
    public static HttpRequestException Reset() =>
        new(
            HttpRequestError.Unknown,
            "An error occurred while sending the request.",
            Broken(SocketError.ConnectionReset)
        );

    // A part of an answer: then the connection ended.
    public static HttpIOException Ended() => new(HttpRequestError.ResponseEnded, "The response ended prematurely.");

    // Nobody listens.
    public static HttpRequestException Refused(Uri address)
    {
        var cause = new SocketException((int)SocketError.ConnectionRefused);
        return new(HttpRequestError.ConnectionError, $"{cause.Message} ({address.Authority})", cause);
    }

    // The client gave up.
    public static TaskCanceledException Cancelled(Exception error, CancellationToken cancellation) =>
        new(error.Message, Broken(SocketError.OperationAborted), cancellation);

    private static IOException Broken(SocketError error)
    {
        var cause = new SocketException((int)error);
        return new($"Unable to read data from the transport connection: {cause.Message}.", cause);
    }
}
