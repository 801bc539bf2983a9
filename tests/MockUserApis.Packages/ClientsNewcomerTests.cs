using MockUserApis.Testing;

namespace MockUserApis.Packages;

/// <summary>MockUserApis.Clients in the projects of others, talking to a mock.</summary>
public sealed class ClientsNewcomerTests(Feed feed)
{
    private const string Compiler = "cc";
    private const string NoReflection =
        "<JsonSerializerIsReflectionEnabledByDefault>false</JsonSerializerIsReflectionEnabledByDefault>";

    [Theory]
    [InlineData("Microsoft.NET.Sdk", "net10.0")]
    [InlineData("Microsoft.NET.Sdk.Web", "net10.0")]
    [InlineData("Microsoft.NET.Sdk", "net8.0")]
    public async Task Clients_WithoutReflection_ReachEveryVendor(string sdk, string framework)
    {
        using var newcomer = Newcomer(sdk, framework, NoReflection);
        await using var mock = await MockApis.StartAsync();

        var said = await newcomer.RunAsync(Arguments(mock));

        ShouldHaveReachedAll(said, mock);
    }

    [Fact]
    public async Task Clients_CompiledAhead_ReachEveryVendor()
    {
        Assert.SkipUnless(Has(Compiler), $"Compiling ahead of time needs a linker: there is no {Compiler} on PATH.");
        using var newcomer = Newcomer(
            "Microsoft.NET.Sdk",
            "net10.0",
            """
            <PublishAot>true</PublishAot>
            <InvariantGlobalization>true</InvariantGlobalization>
            <TrimmerSingleWarn>false</TrimmerSingleWarn>
            """
        );
        await using var mock = await MockApis.StartAsync();
        await newcomer.DotNetAsync("publish", "-c", "Release", "-o", "ahead", "--use-current-runtime", "-v", "q");

        var said = await newcomer.ProgramAsync(Path.Combine(newcomer.Folder, "ahead", "Newcomer"), Arguments(mock));

        ShouldHaveReachedAll(said, mock);
    }

    private Newcomer Newcomer(string sdk, string framework, string properties)
    {
        var newcomer = new Newcomer(feed);
        newcomer.Project(
            sdk,
            properties,
            $"""
            <PackageReference Include="Microsoft.OpenApi" Version="3.11.0" />
            <PackageReference Include="MockUserApis.Clients" Version="{feed.Version}" />
            """,
            framework
        );
        var program = Path.Combine(AppContext.BaseDirectory, "Programs", "Clients.cs");
        newcomer.Write("Program.cs", File.ReadAllText(program));
        return newcomer;
    }

    /// <summary>A vendor an argument: its address and its headers.</summary>
    private static string[] Arguments(MockApis mock) => [.. mock.Vendors.Select(Argument)];

    private static string Argument(MockVendor vendor)
    {
        var headers = vendor.Credential.Select(header => $"{header.Key}: {header.Value}");
        return string.Join('\n', headers.Prepend($"{vendor.Slug}={vendor.BaseAddress}"));
    }

    private static void ShouldHaveReachedAll(string said, MockApis mock)
    {
        said.ShouldContain("px: CEO, 1, gold, 404 USER\n", customMessage: said);
        said.ShouldContain("user.com: Malmö, 1, 1, 404 True\n", customMessage: said);
        said.ShouldContain("channel talk: Ada, gold, 404 True\n", customMessage: said);
        said.ShouldContain("foldspace: Ada, gold, USER\n", customMessage: said);
        said.ShouldContain("volt mx: Ada, 400 True\n", customMessage: said);
        said.ShouldContain("\"title\":null", customMessage: said);
        mock.Requests.Count.ShouldBeGreaterThan(10);
    }

    private static bool Has(string program) =>
        Environment
            .GetEnvironmentVariable("PATH")!
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
