using System.Runtime.CompilerServices;

namespace MockUserApis.Tests.Architecture;

/// <summary>
/// Adding a vendor edits no existing file: nothing outside specs/, the vendor folders and the tests knows one by name.
/// </summary>
public sealed class KernelNamesNoVendorTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    [Fact]
    public void Files_OutsideSpecsVendorsAndTests_NameNoVendor()
    {
        var words = MockFixture
            .Contracts.SelectMany(v => (string[])[v.Name, v.Slug, v.Title, v.Api.Contract.Title])
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToList();
        var found = new List<string>();
        foreach (var file in Shared())
        {
            var lines = File.ReadAllLines(file);
            for (var i = 0; i < lines.Length; i++)
            {
                if (words.Find(w => lines[i].Contains(w, StringComparison.OrdinalIgnoreCase)) is { } word)
                    found.Add($"{Path.GetRelativePath(Root, file)}:{i + 1} names {word}: {lines[i].Trim()}");
            }
        }

        found.ShouldBeEmpty();
    }

    [Fact]
    public void Files_LookedAt_AreAllThereAre() => Shared().Count().ShouldBeGreaterThan(100);

    private static IEnumerable<string> Shared() =>
        Directory
            .EnumerateFiles(Path.Combine(Root, "src"), "*", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Root, "*", SearchOption.TopDirectoryOnly))
            .Where(f =>
                Path.GetFileName(f) is not "README.md"
                && !f.Split(Path.DirectorySeparatorChar).Any(s => s is "bin" or "obj" or "node_modules")
                && !IsAVendors(Path.GetRelativePath(Root, f))
            );

    private static bool IsAVendors(string file) =>
        MockFixture.Known.Any(v =>
            file.StartsWith(
                Path.Combine("src", "MockUserApis.Vendors", v.Name) + Path.DirectorySeparatorChar,
                StringComparison.Ordinal
            )
        );

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
