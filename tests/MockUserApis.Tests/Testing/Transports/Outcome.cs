using System.Net.Sockets;

namespace MockUserApis.Tests.Testing.Transports;

/// <summary>What a call came to, in words that are the same wherever the same happened.</summary>
internal static class Outcome
{
    public static async Task<string> OfAsync(Func<Task<string>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception error)
        {
            return Of(error);
        }
    }

    /// <summary>Types and kinds of the exception and of all in it. Messages name ports, so they are left out.</summary>
    public static string Of(Exception error)
    {
        var kind = error switch
        {
            HttpRequestException { StatusCode: var status, HttpRequestError: var reason } => $"({reason}, {status})",
            HttpIOException { HttpRequestError: var reason } => $"({reason})",
            SocketException { SocketErrorCode: var code } => $"({code})",
            _ => "",
        };
        return error.GetType().Name + kind + (error.InnerException is { } inner ? " < " + Of(inner) : "");
    }
}
