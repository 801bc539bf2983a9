namespace MockUserApis.Kernel.Contract;

/// <summary>
/// A vendor cannot be served as its author left it, or two cannot beside each other. The message says which file to
/// change, and how.
/// </summary>
public sealed class VendorException(string message) : InvalidOperationException(message);
