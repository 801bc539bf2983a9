using System.Net.Sockets;

namespace MockUserApis;

/// <summary>A process may open so many files and sockets and no more (<c>ulimit -n</c>).</summary>
internal static class Descriptors
{
    private const int TooManyOfTheProcess = 24;
    private const int TooManyOfTheSystem = 23;

    public const string Sentence =
        "This process may open too few files and sockets to serve. "
        + "Raise the limit (ulimit -n 1024, or LimitNOFILE of the service) and start again.";

    // Tried: 170 are too few to start, 200 do; each client takes one more.
    private const int Fewest = 256;

    /// <summary>Asked first of all: once they are used up, not even the standard error stream can be opened.</summary>
    public static bool AreFew()
    {
        try
        {
            var limits = File.ReadLines("/proc/self/limits");
            var files = limits.First(l => l.StartsWith("Max open files", StringComparison.Ordinal));
            var soft = files.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
            return int.TryParse(soft, out var most) && most < Fewest;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // No Linux: nobody can be asked.
            return false;
        }
    }

    public static bool AreUsedUp(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is SocketException { SocketErrorCode: SocketError.TooManyOpenSockets })
                return true;
            if (error is IOException && error.HResult is TooManyOfTheProcess or TooManyOfTheSystem)
                return true;
            if (error.Message.Contains("Too many open files", StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
