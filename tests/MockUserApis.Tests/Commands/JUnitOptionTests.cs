using System.Diagnostics;

namespace MockUserApis.Tests.Commands;

/// <summary>A file of <c>verify --junit</c> that cannot be written was a stack trace after the whole run.</summary>
public sealed class JUnitOptionTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mock-user-apis-junit-");

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("{folder}", "is a folder")]
    [InlineData("{folder}/file/below.xml", "is in a folder that cannot be made")]
    [InlineData("/proc/below.xml", "cannot be written")]
    public async Task Verify_FileThatCannotBeWritten_EndsBeforeTheRunWithASentence(string file, string reason)
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "file"), "");
        var path = file.Replace("{folder}", folder.FullName, StringComparison.Ordinal);
        // No verifier either: that would be said first, were the file looked at later.
        string[] arguments = ["verify", folder.FullName, "--verifier", "nowhere", "--junit", path];
        var start = BuiltProgram.Start(arguments);
        start.RedirectStandardError = true;
        using var verify = Process.Start(start)!;

        var errors = await verify.StandardError.ReadToEndAsync();
        await verify.WaitForExitAsync();

        verify.ExitCode.ShouldBe(2, errors);
        errors.ShouldStartWith("--junit ");
        errors.ShouldContain(reason);
        errors.Trim().ShouldNotContain('\n');
    }

    public void Dispose() => folder.Delete(recursive: true);
}
