using System.Globalization;

namespace MockUserApis.Configuration;

/// <summary>The mistakes in a file, in the order in which they are found.</summary>
internal sealed class ConfigErrors(string file)
{
    private const int MaxShown = 20;
    private readonly List<string> sentences = [];
    private int more;

    public bool Any => sentences.Count > 0;

    /// <summary>Where something stands: <c>mock.yaml:7</c>.</summary>
    public string At(int line) => string.Create(CultureInfo.InvariantCulture, $"{file}:{line}");

    // What an alias repeats is found once for each place that it is used at.
    public void Add(int line, string sentence)
    {
        var whole = $"{At(line)}: {sentence}";
        if (sentences.Contains(whole))
            return;
        if (sentences.Count < MaxShown)
            sentences.Add(whole);
        else
            more++;
    }

    public void Throw()
    {
        if (!Any)
            return;
        if (more > 0)
            sentences.Add($"{file}: {more} more are not shown.");
        throw new ConfigException(sentences);
    }
}
