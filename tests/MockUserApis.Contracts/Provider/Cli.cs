using System.Diagnostics;

namespace MockUserApis.Contracts.Provider;

/// <summary>A program's end: its exit code and all it said.</summary>
public sealed record Ended(int Code, string Said);

/// <summary>Runs programs as a user would.</summary>
internal static class Cli
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <summary><c>mock-user-apis verify</c>, from the folder that holds Pact's npm packages.</summary>
    public static Task<Ended> VerifyAsync(string pacts, params string[] more) =>
        MockAsync([], ["verify", pacts, .. more]);

    /// <summary><c>mock-user-apis</c> with these variables in its environment.</summary>
    public static Task<Ended> MockAsync(
        IEnumerable<(string Name, string Value)> variables,
        params string[] arguments
    ) =>
        Environment.GetEnvironmentVariable("MOCK_PROGRAM") is { Length: > 0 } native
            ? RunAsync(Repository.Here, Path.GetFullPath(native), variables, arguments)
            : RunAsync(
                Repository.Here,
                "dotnet",
                variables,
                [Path.Combine(AppContext.BaseDirectory, "mock-user-apis.dll"), .. arguments]
            );

    public static Task<Ended> RunAsync(string folder, string program, params string[] arguments) =>
        RunAsync(folder, program, [], arguments);

    private static async Task<Ended> RunAsync(
        string folder,
        string program,
        IEnumerable<(string Name, string Value)> variables,
        string[] arguments
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        start.Environment["PACT_DO_NOT_TRACK"] = "true";
        // What the test run was started with must not steer the builds that tests start.
        foreach (
            var name in (string[])
                [
                    "MSBUILD_EXE_PATH",
                    "MSBuildSDKsPath",
                    "MSBuildExtensionsPath",
                    "MSBuildLoadMicrosoftTargetsReadOnly",
                    "MAKEFLAGS",
                    "MAKELEVEL",
                ]
        )
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Timeout);
        var (output, errors) = (
            process.StandardOutput.ReadToEndAsync(timeout.Token),
            process.StandardError.ReadToEndAsync(timeout.Token)
        );
        await process.WaitForExitAsync(timeout.Token);
        return new Ended(process.ExitCode, await output + await errors);
    }
}

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mock-user-apis-test-");

    public string Path => folder.FullName;

    public string Write(string name, string text)
    {
        var file = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
