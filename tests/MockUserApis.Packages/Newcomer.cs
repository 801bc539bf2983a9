namespace MockUserApis.Packages;

/// <summary>A project of somebody who has only the packages: outside the repository, every warning an error.</summary>
internal sealed class Newcomer : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mock-user-apis-newcomer-");
    private readonly Dictionary<string, string> environment;

    public Newcomer(Feed feed)
    {
        // Its own package folder above the usual one: the usual one is read, and nothing of ours is left in it.
        var usual =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        environment = new()
        {
            ["NUGET_PACKAGES"] = Path.Combine(folder.FullName, "packages"),
            ["RestoreFallbackFolders"] = usual,
            // A program for an older runtime runs on the one that is here.
            ["DOTNET_ROLL_FORWARD"] = "Major",
        };
        Write(
            "nuget.config",
            $"""
            <configuration><packageSources><add key="mock" value="{feed.Path}" /></packageSources></configuration>
            """
        );
        // A folder above could have files of these names.
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Packages.props", "<Project />");
    }

    public string Folder => folder.FullName;

    public void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.FullName, name), text);

    public void Project(string sdk, string properties, string items, string framework = "net10.0") =>
        Write(
            "Newcomer.csproj",
            $"""
            <Project Sdk="{sdk}">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>{framework}</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <!-- Advisories are tomorrow's news, and not every registry has them. -->
                <NuGetAudit>false</NuGetAudit>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {items}
              </ItemGroup>
            </Project>
            """
        );

    /// <summary>What the program writes; when it does not build or end well, the test fails with it.</summary>
    public async Task<string> RunAsync(params string[] arguments)
    {
        await DotNetAsync("build", "-c", "Release", "-o", "out", "--nologo", "-v", "q");
        return await DotNetAsync(["out/Newcomer.dll", .. arguments]);
    }

    public Task<string> DotNetAsync(params string[] arguments) => ProgramAsync("dotnet", arguments);

    public async Task<string> ProgramAsync(string program, params string[] arguments)
    {
        var ended = await DotNet.RunAsync(folder.FullName, program, arguments, environment);
        ended.Code.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{ended.Said}");
        return ended.Said;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
