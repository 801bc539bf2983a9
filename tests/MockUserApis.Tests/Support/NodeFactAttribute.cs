using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace MockUserApis.Tests.Support;

/// <summary>A fact about JavaScript: skipped, with the reason, where Node.js is not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    private const int Oldest = 20;
    private static readonly Lazy<bool> Found = new(Detect);

    public NodeFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        Skip = "needs Node.js 20 or later and npm";
        SkipUnless = nameof(HasNode);
        SkipType = typeof(NodeFactAttribute);
    }

    public static bool HasNode => Found.Value;

    // The build looks for npm too: without it nothing was compiled.
    private static bool Detect() =>
        Major("node") >= Oldest && Major(OperatingSystem.IsWindows() ? "npm.cmd" : "npm") is not null;

    private static int? Major(string program)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, "--version") { RedirectStandardOutput = true }
            )!;
            var version = process.StandardOutput.ReadToEnd().Trim().TrimStart('v');
            process.WaitForExit();
            return int.TryParse(version.Split('.')[0], CultureInfo.InvariantCulture, out var major) ? major : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
