using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MockUserApis.Tests.Security;

/// <summary>
/// tests/scripts/vulnerable.sh, with programs in the place of dotnet, npm and curl that answer as the real ones do.
/// </summary>
public sealed class VulnerableTests : IDisposable
{
    private const string Index =
        """echo '{"resources":[{"@id":"https://a/v3/vulnerabilities/index.json","@type":"VulnerabilityInfo/6.7.0"}]}'""";
    private const string NoIndex = """echo '{"resources":[{"@id":"https://a/query","@type":"SearchQueryService"}]}'""";
    private const string Sources = """if [ "$1" = nuget ]; then echo 'E https://a/v3/index.json'; exit 0; fi""";
    private const string Hole = "   > Some.Package      1.0.0      1.0.0      High      https://a/advisories/1";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mock-user-apis-vulnerable-");

    [Fact]
    public async Task Vulnerable_RegistriesThatDoNotTell_SaysSoInTwoLinesAndPasses()
    {
        var (code, output) = await RunAsync(
            NoIndex,
            Sources + $"\necho '{Hole}'",
            """echo '{"message":"405 Method Not Allowed","statusCode":405}'; exit 1"""
        );
        code.ShouldBe(0, output);
        output.Trim().Split('\n').Length.ShouldBe(2, output);
        output.ShouldContain("NuGet packages: not checked");
        output.ShouldContain("npm packages: 1 package-lock.json not checked");
    }

    [Fact]
    public async Task Vulnerable_RegistriesThatTellOfNothing_PassesInSilence()
    {
        var (code, output) = await RunAsync(
            Index,
            Sources + "\necho 'The given project has no vulnerable packages'",
            """echo '{"auditReportVersion":2,"vulnerabilities":{}}'"""
        );
        code.ShouldBe(0);
        output.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Hole, "{}", "Some.Package")]
    [InlineData(
        "none",
        """{"auditReportVersion":2,"vulnerabilities":{"some-package":{"severity":"high"}}}""",
        "some-package"
    )]
    public async Task Vulnerable_APackageWithAHole_FailsAndNamesIt(string dotnet, string npm, string named)
    {
        var (code, output) = await RunAsync(Index, Sources + $"\necho '{dotnet}'", $"echo '{npm}'; exit 1");
        code.ShouldBe(1);
        output.ShouldContain(named);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<(int Code, string Output)> RunAsync(string curl, string dotnet, string npm)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A script of bash.");
        foreach (var (name, text) in new[] { ("curl", curl), ("dotnet", dotnet), ("npm", npm) })
        {
            var file = Path.Combine(folder.FullName, name);
            await File.WriteAllTextAsync(file, "#!/bin/sh\n" + text + "\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }

        var project = folder.CreateSubdirectory("src");
        folder.CreateSubdirectory("tests");
        await File.WriteAllTextAsync(Path.Combine(project.FullName, "package-lock.json"), "{}");
        using var script = Process.Start(
            new ProcessStartInfo("bash", [Script(), "A.sln"])
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["PATH"] = folder.FullName + ":" + Environment.GetEnvironmentVariable("PATH") },
            }
        )!;
        var output = await script.StandardOutput.ReadToEndAsync() + await script.StandardError.ReadToEndAsync();
        await script.WaitForExitAsync();
        return (script.ExitCode, output);
    }

    private static string Script([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "scripts", "vulnerable.sh");
}
