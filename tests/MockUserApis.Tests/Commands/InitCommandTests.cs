using MockUserApis.Configuration;

namespace MockUserApis.Tests.Commands;

/// <summary><c>init</c> writes a file that <c>validate</c> takes and <c>serve</c> starts with.</summary>
public sealed class InitCommandTests
{
    [Fact]
    [Runs("init")]
    [Runs("validate")]
    public async Task Init_OfANewFile_WritesOneThatServes()
    {
        using var file = TemporaryFile.Unwritten("mine.yaml");

        var written = await CommandRun.RunAsync("init", file.Path);
        var read = await CommandRun.RunAsync("validate", file.Path);
        await using var mock = await MockProcess.StartAsync("--config", file.Path);

        written.Code.ShouldBe(0, written.Errors);
        written.Output.ShouldContain($"mock-user-apis serve --config {file.Path}");
        read.Code.ShouldBe(0, read.Errors);
        read.Output.Trim().ShouldBe($"{file.Path} can be taken: 0 options, 1 sandbox, 1 user, 0 faults.");
        var ada = await mock.Control.SendAsync("GET", "/_mock/sandboxes/default/users/gainsight-px/ada");
        ada.Text.ShouldContain(":\"Ada\"");
    }

    /// <summary>Whoever takes the # away has a file that can be taken, but for what excludes each other.</summary>
    [Fact]
    public async Task Init_WithItsCommentsTakenAway_IsWhole()
    {
        using var file = TemporaryFile.Unwritten("mine.yaml");
        await CommandRun.RunAsync("init", file.Path);
        string[] without = ["auth", "cert", "controlToken", "controlTokenFile", "key", "sandboxSecret", "store"];
        var lines = File.ReadAllLines(file.Path)
            .Where(l => !without.Any(o => l.StartsWith($"  #{o}:", StringComparison.Ordinal)))
            .Select(l => IsExample(l) ? l.Remove(l.IndexOf('#'), 1) : l)
            .ToList();
        File.WriteAllLines(file.Path, lines);

        var config = ConfigFile.Read(file.Path);

        config.Summary.ShouldBe("29 options, 2 sandboxes, 1 user, 1 fault");
        await MockUserApis.Tests.Configuration.ConfigMistakeTests.RehearseAsync(config);
    }

    [Fact]
    public async Task Init_OfAFileThatIsThere_LeavesItAsItIs()
    {
        using var file = new TemporaryFile("mine");
        var link = Path.Combine(file.Folder, "link.yaml");
        File.CreateSymbolicLink(link, Path.Combine(file.Folder, "elsewhere.yaml"));

        foreach (var path in new[] { file.Path, file.Folder, link })
        {
            var run = await CommandRun.RunAsync("init", path);
            run.Code.ShouldBe(2);
            run.Errors.ShouldStartWith($"{path} is there already and was left as it is. Name another:");
        }

        (await File.ReadAllTextAsync(file.Path)).ShouldBe("mine");
        File.Exists(Path.Combine(file.Folder, "elsewhere.yaml")).ShouldBeFalse();
    }

    [Fact]
    public async Task Init_WhereNothingCanBeWritten_Exits2()
    {
        using var file = new TemporaryFile("");
        var path = Path.Combine(file.Folder, "nowhere", "mine.yaml");

        var run = await CommandRun.RunAsync("init", path);

        run.Code.ShouldBe(2);
        run.Errors.ShouldStartWith($"{path} cannot be written: ");
    }

    // "#port: 0" and "#  gainsight-px: …" below it; a comment is "# Base port …".
    private static bool IsExample(string line) =>
        line.TrimStart() is ['#', .. var rest]
        && line.StartsWith("  ", StringComparison.Ordinal)
        && rest is not [' ', not ' ', ..];
}
