using System.Globalization;
using System.Xml.Linq;
using MockUserApis.Kernel;

namespace MockUserApis.Pacts;

/// <summary>The results for CI: a suite a pact file, a case an interaction.</summary>
internal static class JUnit
{
    public static void Write(string file, IReadOnlyList<PactResult> results)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
        var suites = results.GroupBy(r => r.Case.File).Select(Suite);
        var report = new XDocument(new XElement("testsuites", Counts(results), suites));
        new OutputFile(file, "--junit", isPrivate: false).Write(report.Save);
    }

    private static XElement Suite(IGrouping<string, PactResult> file) =>
        new("testsuite", new XAttribute("name", file.Key), Counts([.. file]), file.Select(Case));

    private static XElement Case(PactResult result)
    {
        var given = result.Case.Given is { Length: > 0 } state ? $" given {state}" : "";
        var text = string.Join('\n', result.Reasons);
        return new XElement("testcase",
            new XAttribute("classname", $"{result.Case.Consumer}.{result.Case.Provider}"), new XAttribute("name", result.Case.Description + given), Time([result]),
            result.Verdict switch
            {
                Verdict.Failed => new XElement("failure", new XAttribute("message", result.Reasons[0]), text),
                Verdict.Ignored => new XElement("skipped", new XAttribute("message", text)),
                _ => null,
            });
    }

    private static object[] Counts(IReadOnlyCollection<PactResult> results) =>
    [
        new XAttribute("tests", results.Count), new XAttribute("failures", results.Count(r => r.Verdict == Verdict.Failed)),
        new XAttribute("skipped", results.Count(r => r.Verdict == Verdict.Ignored)), Time(results),
    ];

    private static XAttribute Time(IEnumerable<PactResult> results) =>
        new("time", results.Sum(r => r.Duration.TotalSeconds).ToString("0.000", CultureInfo.InvariantCulture));
}
