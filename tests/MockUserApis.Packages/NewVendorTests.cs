using MockUserApis.NewVendor;

namespace MockUserApis.Packages;

/// <summary>
/// The files of <c>make vendor</c> in a copy of the repository that has no other vendor: they compile, every warning an
/// error, and the program knows the vendor.
/// </summary>
public sealed class NewVendorTests
{
    private static readonly string[] Left = ["bin", "obj", "node_modules", ".git", "artifacts"];

    [Fact]
    public async Task Vendor_AsItIsWritten_CompilesAndIsKnown()
    {
        var folder = Directory.CreateTempSubdirectory("mock-user-apis-copy-");
        try
        {
            var root = NewVendorCommand.Repository(Feed.Source);
            Copy(new DirectoryInfo(root), folder);
            foreach (var spec in folder.GetFiles("specs/*.yaml"))
                spec.Delete();
            foreach (var vendor in folder.CreateSubdirectory("src/MockUserApis.Vendors").GetDirectories())
                vendor.Delete(recursive: true);
            using var errors = new StringWriter();
            NewVendorCommand.Run(["ProbeCrm"], folder.FullName, TextWriter.Null, errors).ShouldBe(0, errors.ToString());

            string[] build = ["build", "src/MockUserApis", "-c", "Release", "-o", "out", "-v", "q", "--nologo"];
            var built = await DotNet.RunAsync(folder.FullName, [.. build, "-p:RunAnalyzers=false"]);
            built.Code.ShouldBe(0, built.Said);
            var known = await DotNet.RunAsync(folder.FullName, "out/mock-user-apis.dll", "vendors");

            known.Said.ShouldContain("PATCH /v2/contacts/{id}", customMessage: known.Said);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Spec_ThatNoVendorHas_StopsTheBuildAndSaysHowToBegin()
    {
        var folder = Directory.CreateTempSubdirectory("mock-user-apis-copy-");
        try
        {
            var vendors = folder.CreateSubdirectory("src/MockUserApis.Vendors");
            foreach (
                var file in new DirectoryInfo(Feed.Source)
                    .GetFiles("*.props")
                    .Concat(new DirectoryInfo(Feed.Source).GetFiles("*.targets"))
            )
                file.CopyTo(Path.Combine(vendors.Parent!.FullName, file.Name));
            foreach (var file in new DirectoryInfo(Path.Combine(Feed.Source, vendors.Name)).GetFiles("*.csproj"))
                file.CopyTo(Path.Combine(vendors.FullName, file.Name));
            folder.CreateSubdirectory("specs");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "specs", "Nobody.yaml"), "openapi: 3.0.3");

            var checkedSpecs = await DotNet.RunAsync(vendors.FullName, "msbuild", "-t:CheckSpecs", "-nologo");

            checkedSpecs.Code.ShouldBe(1, checkedSpecs.Said);
            checkedSpecs.Said.ShouldContain("Nobody.yaml : error GEN006: No vendor has this spec: there is no src/");
            checkedSpecs.Said.ShouldContain("begin with: make vendor NAME=Nobody SPEC=the file");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Of the top: what the build reads. No test, and nothing that was made.
    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in from.GetFiles())
            file.CopyTo(Path.Combine(to.FullName, file.Name));
        foreach (var folder in from.GetDirectories().Where(f => !Left.Contains(f.Name) && f.Name != "tests"))
            Copy(folder, to.CreateSubdirectory(folder.Name));
    }
}
