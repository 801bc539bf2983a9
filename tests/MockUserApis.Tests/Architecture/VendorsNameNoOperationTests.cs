using System.Runtime.CompilerServices;

namespace MockUserApis.Tests.Architecture;

/// <summary>
/// A vendor is written against the floors up to what it answers; what the control plane does with it is not its affair.
/// </summary>
public sealed class VendorsNameNoOperationTests
{
    private static readonly string[] Above = ["Diagnoses", "Operations", "Http", "State.Memory"];

    private static readonly string Vendors = Path.GetFullPath(
        Path.Combine(Here(), "..", "..", "..", "src", "MockUserApis.Vendors")
    );

    [Fact]
    public void Vendors_InEveryFile_NameNoFloorAboveThePipeline()
    {
        var files = Directory
            .EnumerateFiles(Vendors, "*.cs", SearchOption.AllDirectories)
            .Select(f => (Path: Path.GetRelativePath(Vendors, f).Replace('\\', '/'), Code: File.ReadAllText(f)))
            .Where(f => f.Path.Split('/')[0] is not ("obj" or "bin"))
            .ToList();

        files.Count.ShouldBeGreaterThan(20);
        files.SelectMany(f => Above.Where(a => Names(f.Code, a)).Select(a => $"{f.Path} -> {a}")).ShouldBeEmpty();
    }

    private static bool Names(string code, string floor) =>
        code.Contains($"MockUserApis.Kernel.{floor}", StringComparison.Ordinal);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
