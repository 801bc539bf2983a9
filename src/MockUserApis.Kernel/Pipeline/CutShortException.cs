namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// No more of this answer comes, as an armed fault asks: the server ends the connection, and it is no error of the
/// mock.
/// </summary>
internal sealed class CutShortException() : IOException("An armed fault cut this answer short.");
