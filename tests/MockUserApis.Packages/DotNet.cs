using System.Diagnostics;

namespace MockUserApis.Packages;

/// <summary>A program's end: its exit code and all it said.</summary>
internal sealed record Ended(int Code, string Said);

/// <summary>Runs programs as a user would.</summary>
internal static class DotNet
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    // What the test run was started with must not steer the builds that tests start.
    private static readonly string[] Foreign =
    [
        "MSBUILD_EXE_PATH",
        "MSBuildSDKsPath",
        "MSBuildExtensionsPath",
        "MSBuildLoadMicrosoftTargetsReadOnly",
        "MAKEFLAGS",
        "MAKELEVEL",
    ];

    public static Task<Ended> RunAsync(string folder, params string[] arguments) =>
        RunAsync(folder, "dotnet", arguments, new Dictionary<string, string>());

    public static async Task<Ended> RunAsync(
        string folder,
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var name in Foreign)
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Timeout);
        var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        var errors = process.StandardError.ReadToEndAsync(timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        return new Ended(process.ExitCode, await output + await errors);
    }
}
