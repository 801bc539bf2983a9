using System.Text;

namespace MockUserApis.Tests.Support;

/// <summary>A curl line as a shell would run it, without a process for each of thousands.</summary>
internal sealed record ShellCurl(
    string Method,
    string Target,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    byte[]? Body
)
{
    public static ShellCurl Parse(string line)
    {
        var words = Words(line).ToList();
        words[..2].ShouldBe(["curl", "-i"]);
        var (method, headers, body) = ("GET", new List<KeyValuePair<string, string>>(), (byte[]?)null);
        for (var i = 2; i < words.Count - 1; i++)
        {
            if (words[i] == "-X")
                method = words[++i];
            else if (words[i] == "-I")
                method = "HEAD";
            else if (words[i] == "--data-raw")
                body = Encoding.UTF8.GetBytes(words[++i]);
            else if (words[i] == "-H")
                headers.Add(new(words[++i].Split(": ")[0], words[i].Split(": ", 2)[1]));
            else
                throw new InvalidOperationException($"{words[i]} in {line}");
        }

        var url = new Uri(words[^1]);
        // A header that names none, as curl would send it.
        if (!headers.Exists(h => h.Key == "Accept"))
            headers.Add(new("Accept", "*/*"));
        return new ShellCurl(method, words[^1][url.GetLeftPart(UriPartial.Authority).Length..], headers, body);
    }

    // Plain words, and quoted ones in which a quote is closed, escaped and opened again.
    private static IEnumerable<string> Words(string line)
    {
        var word = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\'')
                quoted = !quoted;
            else if (!quoted && line[i] == '\\')
                word.Append(line[++i]);
            else if (!quoted && line[i] == ' ')
            {
                yield return word.ToString();
                word.Clear();
            }
            else
                word.Append(line[i]);
        }

        yield return word.ToString();
    }
}
