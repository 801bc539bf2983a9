namespace MockUserApis.Kernel.State;

/// <summary>The state cannot be reached; what was asked may or may not have been done.</summary>
public sealed class StoreUnavailableException(string message, Exception cause) : Exception(message, cause);
