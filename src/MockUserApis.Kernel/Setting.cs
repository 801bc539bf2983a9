namespace MockUserApis.Kernel;

/// <summary>
/// What an administrator configures on the vendor's server, or the documents leave open, and no request shows. A
/// sandbox starts with the first choice.
/// </summary>
public sealed record Setting(string Name, IReadOnlyList<string> Choices, Rule Rule);
