using System.Globalization;
using System.Text.RegularExpressions;

namespace MockUserApis.Contracts.Provider;

/// <summary>The README of MockUserApis.Testing, done step by step by somebody who has only the package.</summary>
public partial class NewcomerTests
{
    [Fact]
    public async Task FirstTest_ByTheReadme_IsGreen()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src", "MockUserApis.Testing", "README.md"), TestContext.Current.CancellationToken);
        var blocks = Block().Matches(readme).Select(m => (Language: m.Groups[1].Value, Text: m.Groups[2].Value)).ToList();
        var steps = blocks.Where(b => b.Language == "bash").Select(b => b.Text).ToList();
        var code = blocks.Single(b => b.Language == "csharp").Text;
        using var folder = new TemporaryFolder();
        // A version of its own, and a package folder of its own above the usual one: nothing of an earlier run is found.
        var version = "0.1." + DateTime.UtcNow.ToString("yyMMdd.HHmmss", CultureInfo.InvariantCulture);
        var script = $$"""
            set -euo pipefail
            export PackageVersion={{version}} FEED="{{folder.Path}}/artifacts/packages"
            cd "{{Repository.Root}}"
            {{steps[0].Replace("artifacts/packages", "\"$FEED\"", StringComparison.Ordinal)}}
            unset PackageVersion
            export RestoreFallbackFolders="${NUGET_PACKAGES:-$HOME/.nuget/packages}" NUGET_PACKAGES="{{folder.Path}}/packages"
            cd "{{folder.Path}}"
            {{steps[1]}}
            cp ../FirstTest.cs .
            dotnet test
            """;
        folder.Write("FirstTest.cs", code);

        var ended = await Cli.RunAsync(folder.Path, "bash", folder.Write("steps.sh", script.ReplaceLineEndings("\n")));

        ended.Code.ShouldBe(0, ended.Said);
        ended.Said.ShouldMatch(@"Passed:\s+1\b|succeeded: 1\b", ended.Said);
    }

    [GeneratedRegex("^```(bash|csharp)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
