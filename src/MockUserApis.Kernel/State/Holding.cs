namespace MockUserApis.Kernel.State;

/// <summary>How much of something is held, of how much at most.</summary>
/// <param name="Option">The option that sets the bound; null when none does.</param>
public sealed record Holding(string What, long Now, long Most, string? Option = null);
