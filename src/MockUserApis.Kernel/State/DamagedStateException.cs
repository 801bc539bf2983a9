namespace MockUserApis.Kernel.State;

/// <summary>A part of a sandbox's state cannot be read. The message says which, and how to be rid of it.</summary>
public sealed class DamagedStateException(string message, Exception? cause = null) : Exception(message, cause);
