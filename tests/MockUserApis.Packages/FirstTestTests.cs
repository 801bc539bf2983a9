using System.Text.RegularExpressions;

namespace MockUserApis.Packages;

/// <summary>The README of MockUserApis.Testing, done step by step by somebody who has only the package.</summary>
public sealed partial class FirstTestTests(Feed feed)
{
    [Fact]
    public async Task FirstTest_ByTheReadme_IsGreen()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Feed.Source, "MockUserApis.Testing", "README.md"));
        var blocks = Block()
            .Matches(readme)
            .Select(m => (Language: m.Groups[1].Value, Text: m.Groups[2].Value))
            .ToList();
        var steps = blocks.Where(b => b.Language == "bash").Select(b => b.Text).ToList();
        var code = blocks.Single(b => b.Language == "csharp").Text;
        using var newcomer = new Newcomer(feed);
        var packages = Path.Combine(newcomer.Folder, "artifacts", "packages");
        await PackAsync(steps[0].Replace("artifacts/packages", $"\"{packages}\"", StringComparison.Ordinal));
        newcomer.Write("FirstTest.cs", code);
        newcomer.Write(
            "steps.sh",
            $"""
            set -euo pipefail
            export FEED="{packages}"
            {steps[1]}
            cp ../FirstTest.cs .
            dotnet test
            """.ReplaceLineEndings("\n")
        );

        var said = await newcomer.ProgramAsync("bash", "steps.sh");

        said.ShouldMatch(@"Passed:\s+1\b|succeeded: 1\b", said);
    }

    private static async Task PackAsync(string step)
    {
        var environment = new Dictionary<string, string>();
        var packed = await DotNet.RunAsync(Path.GetDirectoryName(Feed.Source)!, "bash", ["-c", step], environment);
        packed.Code.ShouldBe(0, packed.Said);
    }

    [GeneratedRegex("^```(bash|csharp)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
