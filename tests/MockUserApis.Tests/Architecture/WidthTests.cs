using System.Runtime.CompilerServices;

namespace MockUserApis.Tests.Architecture;

/// <summary>Code and prose fit a window of 120 columns, and short files are not bought by long lines.</summary>
public sealed class WidthTests
{
    private const int MaxColumns = 120;
    private const int MaxLines = 260;
    private const int MaxMedian = 70;

    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    // Not by hand: what tools fetch or write.
    private static readonly string[] Skipped = [".git", ".vs", "artifacts", "bin", "node_modules", "obj", "out"];

    [Fact]
    public void Lines_OfCodeAndProse_HaveAtMost120Columns() =>
        Sources()
            .SelectMany(f => TooWide(f, File.ReadAllLines(f)).Select(line => $"{Path.GetRelativePath(Root, f)}:{line}"))
            .ShouldBeEmpty();

    [Fact]
    public void Files_OfCode_HaveAtMost260Lines() =>
        Lengths()
            .Where(f => f.Lines > MaxLines)
            .Select(f => $"{Path.GetRelativePath(Root, f.File)}:{f.Lines}")
            .ShouldBeEmpty();

    [Fact]
    public void Files_OfCode_HaveAMedianOfAtMost70Lines()
    {
        var lengths = Lengths().Select(f => f.Lines).Order().ToList();
        lengths.Count.ShouldBeGreaterThan(500);
        lengths[lengths.Count / 2].ShouldBeLessThanOrEqualTo(MaxMedian);
    }

    [Theory]
    [InlineData("a.cs", "", true)]
    [InlineData("a.mjs", "// ", true)]
    [InlineData("Makefile", "\t@", true)]
    [InlineData("a.yaml", "  # ", true)]
    [InlineData("a.yaml", "key: ", false)]
    [InlineData("a.md", "- ", true)]
    [InlineData("a.md", "| cell ", false)]
    [InlineData("a.md", "```\n", false)]
    [InlineData("update.table.md", "", false)]
    [InlineData("a.css", "", false)]
    public void Line_Of121Columns_IsTooWideWhereItCanBeBroken(string name, string start, bool isTooWide)
    {
        string[] Lines(int columns) =>
            [.. (start + new string('x', columns - start.Split('\n')[^1].Length)).Split('\n'), "next"];

        TooWide(name, Lines(MaxColumns)).ShouldBeEmpty();
        TooWide(name, Lines(MaxColumns + 1)).Any().ShouldBe(isTooWide);
    }

    /// <summary>The numbers of the lines that are.</summary>
    private static IEnumerable<int> TooWide(string file, string[] lines)
    {
        var isIn = Reader(file);
        for (var i = 0; i < lines.Length; i++)
        {
            if (isIn(lines[i]) && lines[i].Length > MaxColumns)
                yield return i + 1;
        }
    }

    /// <summary>Whether a line is one that can be broken; it is asked of all lines in turn.</summary>
    private static Func<string, bool> Reader(string file)
    {
        if (IsCode(file))
            return _ => true;
        switch (Path.GetExtension(file))
        {
            case ".yaml":
                return line => line.AsSpan().TrimStart().StartsWith("#");
            // A table made by a test is as wide as its cells.
            case ".md" when !file.EndsWith(".table.md", StringComparison.Ordinal):
                var isCode = false;
                return line =>
                {
                    isCode ^= line.AsSpan().TrimStart().StartsWith("```");
                    return !isCode && !line.StartsWith('|');
                };
            default:
                return _ => false;
        }
    }

    private static bool IsCode(string file) =>
        Path.GetExtension(file) is ".cs" or ".js" or ".mjs" or ".ts" or ".sh" || Path.GetFileName(file) is "Makefile";

    private static IEnumerable<(string File, int Lines)> Lengths() =>
        Sources().Where(IsCode).Select(f => (f, File.ReadLines(f).Count()));

    private static IEnumerable<string> Sources() => Below(Root);

    private static IEnumerable<string> Below(string folder) =>
        Directory
            .EnumerateDirectories(folder)
            .Where(d => !Skipped.Contains(Path.GetFileName(d)))
            .SelectMany(Below)
            .Concat(Directory.EnumerateFiles(folder));

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
