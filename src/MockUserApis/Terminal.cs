namespace MockUserApis;

/// <summary>Colour where a terminal has it: not when redirected, not when NO_COLOR is set.</summary>
internal static class Terminal
{
    private static bool Colours =>
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public static string Bold(string text) => Paint("1", text);

    public static string Dim(string text) => Paint("2", text);

    public static string Warn(string text) => Paint("33", text);

    /// <summary>A message on the standard error stream, if that still takes one.</summary>
    public static void Complain(string sentence)
    {
        try
        {
            Console.Error.WriteLine(sentence);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Nobody can be told in words; the exit code still says it.
        }
    }

    private static string Paint(string code, string text) => Colours ? $"\e[{code}m{text}\e[0m" : text;
}
