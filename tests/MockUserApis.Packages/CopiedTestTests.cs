using MockUserApis.Tests.Support;

namespace MockUserApis.Packages;

/// <summary>"Copy as test" of the Traffic page, pasted into a fresh project of each framework.</summary>
public sealed class CopiedTestTests(Feed feed)
{
    private const string Sdk = """<PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />""";

    [NodeFact]
    public Task Copy_InAnXunit2Project_IsGreen() =>
        GreenAsync(
            "xunit",
            """
            <Using Include="Xunit" />
            <PackageReference Include="xunit" Version="2.9.3" />
            <PackageReference Include="xunit.runner.visualstudio" Version="3.1.4" />
            """
        );

    [NodeFact]
    public Task Copy_InAnXunit3Project_IsGreen() =>
        GreenAsync(
            "xunit",
            """
            <Using Include="Xunit" />
            <PackageReference Include="xunit.v3.mtp-off" Version="4.0.2" />
            <PackageReference Include="xunit.runner.visualstudio" Version="4.0.1" />
            """
        );

    [NodeFact]
    public Task Copy_InAnNUnitProject_IsGreen() =>
        GreenAsync(
            "nunit",
            """
            <Using Include="NUnit.Framework" />
            <PackageReference Include="NUnit" Version="4.6.1" />
            <PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />
            """
        );

    private async Task GreenAsync(string framework, string packages)
    {
        using var newcomer = new Newcomer(feed);
        newcomer.Project(
            "Microsoft.NET.Sdk",
            "",
            $"""
            {Sdk}
            {packages}
            <PackageReference Include="MockUserApis.Testing" Version="{feed.Version}" />
            """
        );
        var program = Path.Combine(AppContext.BaseDirectory, "Programs", "copies.mjs");
        var assets = Path.Combine(Feed.Source, "MockUserApis", "Pages", "assets");
        await newcomer.ProgramAsync("node", program, assets, framework, newcomer.Folder);

        var said = await newcomer.DotNetAsync("test", "--nologo");

        said.ShouldMatch(@"Passed:\s+4\b|succeeded: 4\b", said);
    }
}
