using System.Runtime.CompilerServices;

namespace MockUserApis.Tests.Architecture;

/// <summary>What the control plane can do knows nothing of HTTP: the Testing package and the Pact states call it too.</summary>
public sealed class OperationsTests
{
    private static readonly string[] Http =
        ["Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing", "Microsoft.AspNetCore.Builder"];

    private static readonly string[] Files = Directory.GetFiles(
        Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "src", "MockUserApis.Kernel", "Operations")), "*.cs");

    [Fact]
    public void Operations_OfTheControlPlane_NameNoHttp() =>
        Files.Where(f => Http.Any(n => File.ReadAllText(f).Contains(n, StringComparison.Ordinal)))
            .Select(Path.GetFileName).ShouldBeEmpty();

    [Fact]
    public void Operations_OfTheControlPlane_AreThere() =>
        Files.Count(f => f.EndsWith("Operations.cs", StringComparison.Ordinal)).ShouldBeGreaterThan(10);

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
