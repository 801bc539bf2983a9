using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace MockUserApis.Tests.Architecture;

/// <summary>
/// What the control plane can do knows nothing of HTTP: the Testing package and the Pact states call it too. HTTP has
/// one table of routes over it.
/// </summary>
public sealed partial class OperationsTests
{
    private static readonly string[] Http =
    [
        "Microsoft.AspNetCore.Http",
        "Microsoft.AspNetCore.Routing",
        "Microsoft.AspNetCore.Builder",
    ];

    [Fact]
    public void Operations_OfTheControlPlane_NameNoHttp() =>
        Files("Operations")
            .Where(f => Http.Any(n => File.ReadAllText(f).Contains(n, StringComparison.Ordinal)))
            .Select(Path.GetFileName)
            .ShouldBeEmpty();

    [Fact]
    public void Operations_OfTheControlPlane_AreThere() =>
        Files("Operations").Count(f => f.EndsWith("Operations.cs", StringComparison.Ordinal)).ShouldBeGreaterThan(10);

    [Fact]
    public void Routes_OfTheControlPlane_AreMappedFromOneTable() =>
        Files("")
            .SelectMany(f => Mapping().Matches(File.ReadAllText(f)).Select(m => $"{Path.GetFileName(f)} {m.Value}"))
            .ShouldBe(["ControlPlane.cs .MapMethods("]);

    private static string[] Files(string folder) =>
        Directory.GetFiles(
            Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "src", "MockUserApis.Kernel", folder)),
            "*.cs",
            folder.Length > 0 ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories
        );

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    [GeneratedRegex(@"\.Map(Get|Post|Put|Patch|Delete|Methods|Group|Fallback)\(")]
    private static partial Regex Mapping();
}
