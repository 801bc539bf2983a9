namespace MockUserApis.Configuration;

/// <summary>
/// A configuration file cannot be taken. Each sentence begins with file and line and says what to write instead.
/// </summary>
public sealed class ConfigException(IReadOnlyList<string> sentences, Exception? cause = null)
    : Exception(string.Join('\n', sentences), cause)
{
    public IReadOnlyList<string> Sentences => sentences;
}
