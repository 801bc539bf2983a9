using System.Globalization;

[assembly: AssemblyFixture(typeof(MockUserApis.Packages.Feed))]

namespace MockUserApis.Packages;

/// <summary>The packages, packed once for the whole run, in a version that no earlier run left in a cache.</summary>
public sealed class Feed : IAsyncLifetime
{
    private static readonly string[] Projects =
    [
        "MockUserApis",
        "MockUserApis.Clients",
        "MockUserApis.Testing",
        "MockUserApis.Aspire",
    ];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mock-user-apis-feed-");

    public string Path => folder.FullName;

    /// <summary>What the packages are packed from.</summary>
    public static string Source => System.IO.Path.Combine(Root, "src");

    public string Version { get; } = "0.1.0-t" + DateTime.UtcNow.ToString("yyMMddHHmmss", CultureInfo.InvariantCulture);

    public string File(string id, string extension = "nupkg") =>
        System.IO.Path.Combine(Path, $"{id}.{Version}.{extension}");

    /// <summary>The build's own: nothing is compiled again, and no other test run's files change under it.</summary>
    public static string Configuration { get; } =
        AppContext.BaseDirectory.Contains("Debug", StringComparison.Ordinal) ? "Debug" : "Release";

    private static string Root { get; } = Find(AppContext.BaseDirectory);

    public async ValueTask InitializeAsync()
    {
        foreach (var project in Projects)
        {
            var source = System.IO.Path.Combine(Source, project);
            string[] pack = ["pack", source, "--no-build", "-c", Configuration, "-o", Path];
            var packed = await DotNet.RunAsync(Root, [.. pack, $"-p:PackageVersion={Version}", "--nologo"]);
            packed.Code.ShouldBe(0, packed.Said);
        }
    }

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string Find(string folder)
    {
        if (System.IO.File.Exists(System.IO.Path.Combine(folder, "MockUserApis.sln")))
            return folder;
        return Find(System.IO.Path.GetDirectoryName(folder.TrimEnd(System.IO.Path.DirectorySeparatorChar))!);
    }
}
