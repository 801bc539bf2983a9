using System.Runtime.CompilerServices;
using MockUserApis.NewVendor;

namespace MockUserApis.Tests.NewVendor;

/// <summary>One <c>make vendor</c> in a folder with what it reads of the repository; it goes with the test.</summary>
internal sealed class VendorSketch : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mock-user-apis-vendor-");

    public VendorSketch()
    {
        File.Copy(Path.Combine(Root, "README.md"), In("README.md"));
        foreach (var project in (string[])["MockUserApis.Kernel", "MockUserApis.Vendors"])
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "src", project), "*.cs", Below))
            {
                var copy = In(Path.GetRelativePath(Root, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }
    }

    /// <summary>Relative to the repository, with slashes.</summary>
    public IReadOnlyList<string> Written { get; private set; } = [];

    public string Errors { get; private set; } = "";

    private static EnumerationOptions Below => new() { RecurseSubdirectories = true };

    private static string Root { get; } = NewVendorCommand.Repository(Here());

    public int Run(params string[] args)
    {
        var before = Files();
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = NewVendorCommand.Run(args, folder.FullName, output, errors);
        Errors = errors.ToString().TrimEnd();
        Written = [.. Files().Except(before).Order(StringComparer.Ordinal)];
        return code;
    }

    /// <summary>Writes a vendor's own OpenAPI file and names it.</summary>
    public string Source(string text, string name = "theirs.yaml")
    {
        File.WriteAllText(In(name), text);
        return In(name);
    }

    public string Text(string file) => File.ReadAllText(In(file));

    public string In(string file) => Path.Combine(folder.FullName, file);

    public void Dispose() => folder.Delete(recursive: true);

    private HashSet<string> Files() =>
        [
            .. Directory
                .EnumerateFiles(folder.FullName, "*", Below)
                .Select(f => Path.GetRelativePath(folder.FullName, f).Replace('\\', '/')),
        ];

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
