using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace MockUserApis.Aspire.Tests;

/// <summary>What an app host's author writes, and is told when it cannot be; nothing is started.</summary>
public sealed class ModelTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "mock-user-apis.dll");

    public static TheoryData<string, string[]> Properties =>
        new()
        {
            { "gainsight-px", ["Uri", "Host", "Port", "Header", "Key"] },
            { "user-com", ["Uri", "Host", "Port", "Header", "Key"] },
            { "channel-talk", ["Uri", "Host", "Port", "Header", "Key", "SecretHeader", "Secret"] },
            { "foldspace", ["Uri", "Host", "Port", "Header", "Key"] },
            { "volt-mx", ["Uri", "Host", "Port", "Header", "Key", "UserName", "Password"] },
        };

    [Theory]
    [MemberData(nameof(Properties))]
    public void Vendor_AsAResource_HasItsAddressAndCredentialAsProperties(string slug, string[] names)
    {
        IResourceWithConnectionString vendor = Add().GetVendor(slug).Resource;

        vendor.Name.ShouldBe($"vendors-{slug}");
        vendor.GetConnectionProperties().Select(p => p.Key).ShouldBe(names);
    }

    [Fact]
    public void Vendor_ThatIsNone_IsRefusedWithThoseThatThereAre() =>
        Refused(() => Add().GetVendor("gainsightpx"))
            .ShouldStartWith("There is no vendor \"gainsightpx\". Known: gainsight-px, user-com,");

    [Fact]
    public void Program_ThatIsNotThere_IsRefused() =>
        Refused(() => Builder().AddMockUserApis("vendors", program: "no/such/program"))
            .ShouldContain("Name the file mock-user-apis or mock-user-apis.dll");

    [Fact]
    public void Config_ThatIsNotThere_IsRefused() =>
        Refused(() => Add().WithConfig("no-such.yaml"))
            .ShouldEndWith("no-such.yaml. \"mock-user-apis init no-such.yaml\" writes one.");

    [Fact]
    public void Program_InAToolManifest_IsRunByDotnet()
    {
        var folder = Directory.CreateTempSubdirectory("mock-user-apis-aspire-");
        try
        {
            Refused(() => ProgramFile.Find(null, folder.FullName)).ShouldContain("dotnet tool install");
            Directory.CreateDirectory(Path.Combine(folder.FullName, ".config"));
            File.WriteAllText(
                Path.Combine(folder.FullName, ".config", "dotnet-tools.json"),
                """{"version":1,"tools":{"mock-user-apis":{"version":"0.1.0","commands":["mock-user-apis"]}}}"""
            );
            var below = Path.Combine(folder.FullName, "src");

            var found = ProgramFile.Find(null, Directory.CreateDirectory(below).FullName);

            found.Command.ShouldBe("dotnet");
            found.Arguments.ShouldBe(["tool", "run", "mock-user-apis", "--"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Program_ByItsFile_IsRunAsWhatItIs()
    {
        var managed = ProgramFile.Find("mock-user-apis.dll", AppContext.BaseDirectory);
        (managed.Command, managed.Arguments.Single()).ShouldBe(("dotnet", Program));

        var native = ProgramFile.Find(Environment.ProcessPath, "/");
        (native.Command, native.Arguments.Count).ShouldBe((Environment.ProcessPath, 0));
    }

    private static IResourceBuilder<MockUserApisResource> Add() =>
        Builder().AddMockUserApis("vendors", program: Program);

    private static IDistributedApplicationBuilder Builder() => DistributedApplication.CreateBuilder();

    private static string Refused(Action act) => Should.Throw<DistributedApplicationException>(act).Message;
}
