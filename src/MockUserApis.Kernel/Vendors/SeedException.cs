namespace MockUserApis.Kernel.Vendors;

/// <summary>
/// What was sent to fill a sandbox with is not right: a user, its key, a setting, a snapshot. The message says what to
/// send instead.
/// </summary>
public sealed class SeedException(string message, Exception? cause = null) : Exception(message, cause);
