using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MockUserApis.Tests.Support;

/// <summary>A fact about JavaScript: skipped, with the reason, where Node.js is not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    private static readonly Version Oldest = new(20, 0);
    private static readonly Lazy<Version?> Node = new(() => VersionOf("node"));
    private static readonly Lazy<bool> Found = new(Detect);

    public NodeFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        Skip = "needs Node.js 20 or later and npm";
        SkipUnless = nameof(HasNode);
        SkipType = typeof(NodeFactAttribute);
    }

    public static bool HasNode => Found.Value;

    /// <summary>Null: there is no Node.js.</summary>
    public static Version? Version => Node.Value;

    // The build looks for npm too: without it nothing was compiled.
    private static bool Detect() =>
        Version >= Oldest && VersionOf(OperatingSystem.IsWindows() ? "npm.cmd" : "npm") is not null;

    private static Version? VersionOf(string program)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, "--version") { RedirectStandardOutput = true }
            )!;
            var version = process.StandardOutput.ReadToEnd().Trim().TrimStart('v');
            process.WaitForExit();
            return System.Version.TryParse(version.Split('-')[0], out var read) ? read : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
