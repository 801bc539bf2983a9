using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;

namespace MockUserApis.Packages;

/// <summary>What is in the packages, and what they say of themselves.</summary>
public sealed class PackageTests(Feed feed)
{
    public static TheoryData<string> Ids => ["mock-user-apis", .. Libraries.Select(id => id.Data)];

    public static TheoryData<string> Libraries =>
        ["MockUserApis.Clients", "MockUserApis.Testing", "MockUserApis.Aspire"];

    /// <summary>An editor that knows the package's folder needs no running mock.</summary>
    [Theory]
    [InlineData("mock-user-apis")]
    [InlineData("MockUserApis.Testing")]
    [InlineData("MockUserApis.Aspire")]
    public void Package_ThatTakesAConfiguration_HasItsSchema(string id)
    {
        using var package = ZipFile.OpenRead(feed.File(id));

        using var schema = package.GetEntry("config.schema.json").ShouldNotBeNull().Open();

        using var json = JsonDocument.Parse(schema);
        json.RootElement.GetProperty("title").GetString().ShouldBe("mock-user-apis");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Package_OfAnyKind_SaysWhoseItIsAndWhatIsNew(string id)
    {
        using var package = ZipFile.OpenRead(feed.File(id));
        var said = Metadata(package);

        said("authors").ShouldBe("the MockUserApis authors");
        said("license").ShouldBe("MIT");
        said("releaseNotes").ShouldStartWith("0.1.0");
        said("tags").ShouldNotBeNull().ShouldContain("users");
        said("description").ShouldNotBeNullOrEmpty();
        package.GetEntry(said("readme")!).ShouldNotBeNull();
        using var icon = package.GetEntry(said("icon")!).ShouldNotBeNull().Open();
        icon.ReadByte().ShouldBe(0x89, "A PNG begins so.");
    }

    /// <summary>NuGet keeps what it has unpacked once: a second package of one version is never looked at.</summary>
    [Fact]
    public async Task Package_PackedTwice_IsTwoVersionsInTheirOrder()
    {
        using var newcomer = new Newcomer(feed);
        var project = Path.Combine(Feed.Source, "MockUserApis.Clients");
        string[] pack = ["pack", project, "--no-build", "-c", Feed.Configuration, "-o", newcomer.Folder, "--nologo"];

        for (var i = 0; i < 2; i++)
            await newcomer.DotNetAsync(pack);

        var versions = Directory
            .GetFiles(newcomer.Folder, "*.nupkg")
            .Select(file => Path.GetFileNameWithoutExtension(file)["MockUserApis.Clients.".Length..])
            .Select(Version.Parse)
            .ToList();
        versions.Distinct().Count().ShouldBe(2, string.Join(", ", versions));
        versions.ShouldAllBe(v => v > new Version(0, 1, 20260101, 0) && v < new Version(0, 2));
        Directory.GetFiles(newcomer.Folder, "*.snupkg").Length.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Package_WithoutAPublicAddress_NamesNone(string id)
    {
        using var package = ZipFile.OpenRead(feed.File(id));

        var nuspec = Nuspec(package);

        nuspec.Descendants().Where(e => e.Name.LocalName == "projectUrl").ShouldBeEmpty();
        nuspec.Descendants().Attributes("url").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Symbols_OfEachAssembly_AreInThePackageBeside(string id)
    {
        using var package = ZipFile.OpenRead(feed.File(id));
        using var symbols = ZipFile.OpenRead(feed.File(id, "snupkg"));

        var assemblies = Named(package, ".dll").Select(name => Path.ChangeExtension(name, ".pdb")).ToList();

        Named(symbols, ".pdb").ShouldBe(assemblies, ignoreOrder: true);
        Named(package, ".pdb").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Documentation_OfALibrary_IsOfItsPublicApiAlone(string id)
    {
        using var package = ZipFile.OpenRead(feed.File(id));
        var files = Named(package, ".xml").Select(name => package.GetEntry(name)!).ToList();
        // What the build holds against the compiled API: a line a member, the modifiers before its name.
        var vendors = Path.Combine(Feed.Source, "MockUserApis.Vendors");
        var declared = Directory
            .GetFiles(Path.Combine(Feed.Source, id), "PublicAPI.*.txt")
            .Concat(Directory.GetFiles(vendors, $"PublicAPI.*.{id}.txt", SearchOption.AllDirectories))
            .SelectMany(File.ReadAllLines)
            .Select(Name)
            .ToHashSet();

        files.ShouldNotBeEmpty();
        foreach (var file in files)
        {
            using var stream = file.Open();
            var members = XDocument.Load(stream).Descendants("member").Select(m => m.Attribute("name")!.Value).ToList();
            members.ShouldNotBeEmpty();
            members.Select(Documented).Where(name => !declared.Contains(name)).ShouldBeEmpty();
        }
    }

    /// <summary>A.B.Count of "static A.B.Count.get -> int", A.B.Run of "virtual A.B.Run(int number) -> void".</summary>
    private static string Name(string line)
    {
        if (line.Contains(".this[", StringComparison.Ordinal))
            return line.Split(".this[")[0].Split(' ')[^1] + ".Item";
        var name = line.Split(" -> ")[0].Split(" = ")[0].Split('(')[0];
        foreach (var ending in (string[])[".get", ".set", ".init"])
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
                name = name[..^ending.Length];
        }

        return Plain(name.Split(' ')[^1]);
    }

    /// <summary>The same of "P:A.B.Count" and "M:A.B.Run(System.Int32)"; a constructor's is its type's.</summary>
    private static string Documented(string id)
    {
        var name = Plain(id[2..].Split('(')[0]);
        if (name.EndsWith(".#ctor", StringComparison.Ordinal))
            return name[..^6] + "." + name[..^6].Split('.')[^1];
        // A conversion's last word in the list is the type that it makes, here its own.
        return name.EndsWith(".op_Implicit", StringComparison.Ordinal) ? name[..^12] : name;
    }

    // Type parameters are `1 here and <T> there.
    private static string Plain(string name) => name.Split('`')[0].Split('<')[0];

    private static List<string> Named(ZipArchive package, string extension) =>
        [
            .. package
                .Entries.Select(e => e.FullName)
                .Where(name => name.StartsWith("lib/", StringComparison.Ordinal))
                .Where(name => name.EndsWith(extension, StringComparison.Ordinal)),
        ];

    private static Func<string, string?> Metadata(ZipArchive package)
    {
        var nuspec = Nuspec(package);
        return name => nuspec.Descendants().FirstOrDefault(e => e.Name.LocalName == name)?.Value;
    }

    private static XDocument Nuspec(ZipArchive package)
    {
        using var stream = package.Entries.Single(e => e.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream);
    }
}
