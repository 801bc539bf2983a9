using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace MockUserApis.Tests;

/// <summary>
/// The console lines of the first page and of the program's are run by a shell against a server of their own, and must
/// print what is said there (… stands for anything).
/// </summary>
public sealed class ReadmeTests
{
    private const int MaxWords = 1200;
    private const string Program = "src/MockUserApis/README.md";

    [Theory]
    [InlineData("README.md", 7)]
    [InlineData(Program, 6)]
    public async Task Console_EveryCurl_PrintsWhatIsSaidThere(string page, int examples)
    {
        await using var server = await Server.StartAsync();
        var directory = server.Directory;
        var text = await File.ReadAllTextAsync(Path.Combine(Root(), page), TestContext.Current.CancellationToken);
        var found = Examples(text);
        found.Count.ShouldBeGreaterThanOrEqualTo(examples);
        foreach (var (command, expected) in found)
        {
            var printed = await RunAsync(Addressed(command, directory));
            var parts = Regex.Replace(Addressed(expected, directory), "…\n?", "…").Split('…');
            Regex
                .IsMatch(
                    printed.Replace("\r", "", StringComparison.Ordinal),
                    string.Join(".*", parts.Select(Regex.Escape)),
                    RegexOptions.Singleline
                )
                .ShouldBeTrue($"{command}\nprinted {printed}\nnot {expected}");
        }
    }

    [Fact]
    public void FirstPage_Words_AreFew()
    {
        var words = File.ReadAllText(Path.Combine(Root(), "README.md"))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        words.Length.ShouldBeLessThanOrEqualTo(MaxWords, "What does not fit stands beside its code, and is linked.");
    }

    [Fact]
    public void VendorTable_AssumedCounts_AreTheLedgers()
    {
        var rows = File.ReadAllLines(Path.Combine(Root(), "README.md")).Where(l => l.StartsWith('|')).ToList();
        foreach (var api in MockFixture.Known.SelectMany(v => v.Apis))
        {
            var title = api.IsLater ? $"{api.Vendor.Title}, version {api.Contract.Version}" : api.Vendor.Title;
            var count = api.Ledger.Count(r => r.Evidence == Evidence.ASSUMED);
            rows.ShouldContain(
                r =>
                    r.StartsWith($"| [{title}](src/MockUserApis.Vendors/", StringComparison.Ordinal)
                    && r.EndsWith($"| {count} |", StringComparison.Ordinal),
                $"{title} has {count} ASSUMED rules; the README's table of vendors has no row that says so."
            );
        }
    }

    /// <summary>zsh takes an unquoted ?, * or [ for a pattern, and refuses the line when no file matches.</summary>
    [Theory]
    [InlineData("README.md")]
    [InlineData(Program)]
    [InlineData("src/MockUserApis.Postgres/README.md")]
    [InlineData("src/MockUserApis.Testing/README.md")]
    [InlineData("tests/MockUserApis.Contracts/README.md")]
    public void Commands_OfAReadme_AreQuotedForZsh(string page)
    {
        var text = File.ReadAllText(Path.Combine(Root(), page));
        var commands = Examples(text).Select(e => e.Command).Concat(ShellLines(text)).ToList();
        commands.ShouldNotBeEmpty();
        foreach (var command in commands)
            Regex.Replace(command, "'[^']*'|\"[^\"]*\"|#.*", "").IndexOfAny(['?', '*', '[']).ShouldBe(-1, command);
    }

    /// <summary>Before anything is installed, a command is run by make or dotnet.</summary>
    [Theory]
    [InlineData("README.md")]
    [InlineData(Program)]
    public void Commands_OfAReadme_AreThereWhereTheReaderStands(string page)
    {
        var text = File.ReadAllText(Path.Combine(Root(), page));
        Regex.Matches(text, "`mock-user-apis [^`]*`").Select(m => m.Value).ShouldBeEmpty();
        Examples(text)
            .Select(e => e.Command)
            .Concat(ShellLines(text))
            .Where(c => !Regex.IsMatch(c, "^(curl|make|export|npx|dotnet run) "))
            .ShouldBeEmpty();
    }

    private static IEnumerable<string> ShellLines(string text) =>
        Regex
            .Matches(text, "```(?:sh|bash)\n(.*?)```", RegexOptions.Singleline)
            .SelectMany(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    private static List<(string Command, string Expected)> Examples(string readme) =>
        [
            .. Regex
                .Matches(readme, "```console\n(.*?)```", RegexOptions.Singleline)
                .SelectMany(block =>
                    Regex.Split(block.Groups[1].Value, @"^\$ ", RegexOptions.Multiline).Where(e => e.Length > 0)
                )
                .Select(e =>
                    (
                        e[..e.IndexOf('\n', StringComparison.Ordinal)],
                        e[(e.IndexOf('\n', StringComparison.Ordinal) + 1)..].TrimEnd('\n')
                    )
                ),
        ];

    // The README is written for the default ports; the test's are chosen by the system.
    private static string Addressed(string text, VendorDirectory directory)
    {
        text = text.Replace("127.0.0.1:5080", new Uri(directory.Root).Authority, StringComparison.Ordinal);
        return directory.All.Aggregate(
            text,
            (t, v) =>
                t.Replace(
                    $"127.0.0.1:{5080 + v.PortOffset}",
                    new Uri(directory.Url(v)).Authority,
                    StringComparison.Ordinal
                )
        );
    }

    private static async Task<string> RunAsync(string command)
    {
        using var shell = Process.Start(
            new ProcessStartInfo(
                "sh",
                ["-c", command.Replace("curl ", "curl -s --max-time 20 ", StringComparison.Ordinal)]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;
        var printed = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        shell.ExitCode.ShouldBe(0, command);
        return printed;
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..");
}
