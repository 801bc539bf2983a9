namespace MockUserApis.Kernel.State;

/// <summary>
/// An option that the mock was started with cannot be taken, or two do not go together. The message says what to give
/// instead.
/// </summary>
public sealed class OptionException(string message, Exception? cause = null)
    : InvalidOperationException(message, cause);
