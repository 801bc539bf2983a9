using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using MockUserApis.Kernel.Files;

namespace MockUserApis.Pacts;

/// <summary>The results for CI: a suite a pact file, a case an interaction.</summary>
internal static class JUnit
{
    private const string Option = "--junit";

    /// <summary>The file, its folder made; throws with a readable message when it cannot be written.</summary>
    public static OutputFile At(string path)
    {
        var file = new OutputFile(path, Option, isPrivate: false);
        try
        {
            var isNamed = !string.IsNullOrWhiteSpace(path);
            var folder = isNamed ? Path.GetDirectoryName(Path.GetFullPath(path)) : null;
            if (folder is not null)
                Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var sentence = $"{Option} {path} is in a folder that cannot be made. Make it, or name another file.";
            throw new OutputFileException(sentence, error);
        }

        file.Check(regular: false);
        return file;
    }

    public static void Write(OutputFile file, PactResults results) => file.Write(Document(results).Save);

    private static XDocument Document(PactResults results)
    {
        var nothing = results.NothingVerified is { } sentence ? Nothing(sentence) : null;
        var suites = results.All.GroupBy(r => r.Case.File).Select(Suite);
        return new XDocument(new XElement("testsuites", Counts(results.All, nothing is null ? 0 : 1), suites, nothing));
    }

    // A CI server that reads this file and not the exit code would show a green run.
    private static XElement Nothing(string sentence)
    {
        var error = new XElement("error", new XAttribute("message", Clean(sentence)));
        var test = new XElement(
            "testcase",
            new XAttribute("classname", "verify"),
            new XAttribute("name", "something is verified"),
            Time([]),
            error
        );
        return new XElement("testsuite", new XAttribute("name", "verify"), Counts([], 1), test);
    }

    private static XElement Suite(IGrouping<string, PactResult> file) =>
        new("testsuite", new XAttribute("name", Clean(file.Key)), Counts([.. file], 0), file.Select(Case));

    private static XElement Case(PactResult result)
    {
        var given = result.Case.Given is { Length: > 0 } state ? $" given {state}" : "";
        return new XElement(
            "testcase",
            new XAttribute("classname", Clean($"{result.Case.Consumer}.{result.Case.Provider}")),
            new XAttribute("name", Clean(result.Case.Description + given)),
            Time([result]),
            result.Verdict switch
            {
                Verdict.Failed => new XElement("failure", new XAttribute("message", Message(result)), Text(result)),
                Verdict.Pending => Skipped("pending, does not hold: ", result),
                Verdict.Ignored => Skipped("", result),
                _ => null,
            }
        );
    }

    private static XElement Skipped(string why, PactResult result) =>
        new("skipped", new XAttribute("message", why + Message(result)), Text(result));

    private static string Text(PactResult result) => Clean(string.Join('\n', result.Reasons));

    // Many CI servers show the message alone: what differed first, and what the mock says about it.
    private static string Message(PactResult result)
    {
        var says = result.Reasons.Skip(1).Where(r => r.StartsWith(RunningMock.Says, StringComparison.Ordinal));
        return Clean(string.Join("; ", result.Reasons.Take(1).Concat(says)));
    }

    // A description or an answer may hold what XML cannot.
    private static string Clean(string text) =>
        string.Concat(
            text.EnumerateRunes().Select(r => r.IsBmp && !XmlConvert.IsXmlChar((char)r.Value) ? "\uFFFD" : r.ToString())
        );

    private static object[] Counts(IReadOnlyCollection<PactResult> results, int errors) =>
        [
            new XAttribute("tests", results.Count + errors),
            new XAttribute("failures", results.Count(r => r.Verdict == Verdict.Failed)),
            new XAttribute("errors", errors),
            new XAttribute("skipped", results.Count(r => r.Verdict is Verdict.Ignored or Verdict.Pending)),
            Time(results),
        ];

    private static XAttribute Time(IEnumerable<PactResult> results) =>
        new("time", results.Sum(r => r.Duration.TotalSeconds).ToString("0.000", CultureInfo.InvariantCulture));
}
