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
            // A full disk or a closed stream: who asked for an answer gets it all the same.
        }
    }

    // Who leaves, or is left as a fault asks, is no error of the mock, nor is a body of theirs that cannot be read to
    // its end.
    private static bool IsOfTheClient(EventId id, Exception? error) =>
        error is ConnectionResetException or CutShortException || id.Name == "RequestBodyDrainBodyReaderInvalidState";

    // A port that is taken, say: who starts the host gets the exception, and says it in a sentence.
    private static bool IsThrown(EventId id) => id.Name == "HostedServiceStartupFaulted";

    public void Dispose() { }
}
