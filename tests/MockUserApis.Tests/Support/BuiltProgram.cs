using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace MockUserApis.Tests.Support;

/// <summary>
/// The program that tests start: the one that was built beside them, or the native one that MOCK_PROGRAM names. With
/// that, the servers of tests run in it too, as far as its options say what they are. What a test needs of a kernel in
/// its own process (stored objects, a clock of its own, steps put into the pipeline, vendors of the tests) is not
/// there: a server that needs such from the start runs in this process all the same, and a test that asks later is
/// left out, and says so.
/// </summary>
internal static class BuiltProgram
{
    private static readonly string? Native = Environment.GetEnvironmentVariable("MOCK_PROGRAM") is { Length: > 0 } file
        ? Path.GetFullPath(file)
        : null;

    private static readonly string Beside = Path.Combine(AppContext.BaseDirectory, "mock-user-apis.dll");

    public static bool IsNative => Native is not null;

    /// <summary>As words of a shell.</summary>
    public static string Shell => Native is null ? $"dotnet '{Beside}'" : $"'{Native}'";

    public static ProcessStartInfo Start(params IEnumerable<string> arguments) =>
        Native is null
            ? new ProcessStartInfo("dotnet", [Beside, .. arguments])
            : new ProcessStartInfo(Native, arguments);

    /// <summary>Leaves the test out.</summary>
    [DoesNotReturn]
    public static void NeedsTheKernel()
    {
        Assert.Skip("needs the kernel in this process; MOCK_PROGRAM has it in another");
        throw new UnreachableException();
    }
}
