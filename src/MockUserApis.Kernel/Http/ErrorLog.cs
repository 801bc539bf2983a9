using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using MockUserApis.Kernel.Pipeline;

namespace MockUserApis.Kernel.Http;

/// <summary>
/// Errors, and nothing less, on the standard error stream. The framework's console logger costs start-up time that
/// every test pays.
/// </summary>
internal sealed class ErrorLog : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (!IsEnabled(logLevel) || IsOfTheClient(eventId, exception) || IsThrown(eventId))
            return;
        try
        {
            var cause = exception is null ? "" : Environment.NewLine + exception;
            Console.Error.WriteLine($"{formatter(state, exception)}{cause}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A full disk or a closed stream: the client that asked still gets its answer.
        }
    }

    // A client that leaves, or that a fault disconnects, is not an error of the mock. Neither is a body that a client
    // does not finish.
    private static bool IsOfTheClient(EventId id, Exception? error) =>
        error is ConnectionResetException or CutShortException || id.Name == "RequestBodyDrainBodyReaderInvalidState";

    // A port that is taken, say: the caller that starts the host gets the exception, and shows its message.
    private static bool IsThrown(EventId id) => id.Name == "HostedServiceStartupFaulted";

    public void Dispose() { }
}
