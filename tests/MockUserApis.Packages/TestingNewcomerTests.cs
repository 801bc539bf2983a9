namespace MockUserApis.Packages;

/// <summary>MockUserApis.Testing in the projects of others.</summary>
public sealed class TestingNewcomerTests(Feed feed)
{
    [Theory]
    [InlineData("Microsoft.NET.Sdk")]
    [InlineData("Microsoft.NET.Sdk.Web")]
    public async Task Testing_BesideAnotherOpenApi_StartsBothWays(string sdk)
    {
        using var newcomer = new Newcomer(feed);
        newcomer.Project(
            sdk,
            "",
            $"""
            <PackageReference Include="Microsoft.OpenApi" Version="3.11.0" />
            <PackageReference Include="MockUserApis.Testing" Version="{feed.Version}" />
            """
        );
        newcomer.Write(
            "Program.cs",
            """
            using MockUserApis.Testing;

            foreach (var inProcess in (bool[])[true, false])
            {
                await using var mock = await MockApis.StartAsync(o => o.InProcess = inProcess);
                mock.GainsightPx.Seed("ada", new { title = "CTO" });
                using var client = mock.GainsightPx.CreateClient();
                using var answer = await client.GetAsync("v1/users/ada");
                Console.WriteLine((int)answer.StatusCode);
                mock.GainsightPx.Requests.ShouldAllBeAccepted();
            }

            Console.WriteLine(typeof(Microsoft.OpenApi.OpenApiDocument).Assembly.GetName().Version);
            """
        );

        var said = await newcomer.RunAsync();

        said.Trim().Split('\n').ShouldBe(["200", "200", "3.11.0.0"]);
    }

    [Fact]
    public async Task Testing_InAWebProject_LeavesItsApplicationAlone()
    {
        using var newcomer = new Newcomer(feed);
        newcomer.Project(
            "Microsoft.NET.Sdk.Web",
            "",
            $"""
            <PackageReference Include="Microsoft.AspNetCore.OpenApi" Version="10.0.14" />
            <PackageReference Include="MockUserApis.Testing" Version="{feed.Version}" />
            """
        );
        newcomer.Write(
            "Program.cs",
            """
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.AspNetCore.Mvc.ApplicationParts;
            using Microsoft.AspNetCore.Mvc.Infrastructure;
            using MockUserApis.Testing;

            var builder = WebApplication.CreateBuilder(args);
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.AddControllers();
            builder.Services.AddOpenApi();
            await using var app = builder.Build();
            app.MapControllers();
            app.MapOpenApi();
            await app.StartAsync();
            await using var mock = await MockApis.StartAsync(o => o.InProcess = true);

            using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
            var actions = app.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors;
            var parts = app.Services.GetRequiredService<ApplicationPartManager>().ApplicationParts;
            Console.WriteLine("actions: " + string.Join(", ", actions.Items.Select(a => a.DisplayName)));
            Console.WriteLine("parts: " + string.Join(", ", parts.Select(p => p.Name)));
            using var foreign = await client.GetAsync("/v1/users/user-000001");
            Console.WriteLine("foreign: " + (int)foreign.StatusCode);
            Console.WriteLine("document: " + (await client.GetStringAsync("/openapi/v1.json")).Contains("/v1/users"));

            [ApiController]
            public sealed class PingController : ControllerBase
            {
                [HttpGet("ping")]
                public string Ping() => "pong";
            }
            """
        );

        var said = await newcomer.RunAsync();

        said.ShouldContain("actions: PingController.Ping (Newcomer)\n");
        said.ShouldContain("parts: Newcomer, Microsoft.AspNetCore.OpenApi\n", customMessage: said);
        said.ShouldContain("foreign: 404\n");
        said.ShouldContain("document: False\n");
    }

    [Fact]
    public async Task Testing_InAProjectWithoutOpenApi_BringsNoGeneratorIntoTheBuild()
    {
        using var newcomer = new Newcomer(feed);
        newcomer.Project(
            "Microsoft.NET.Sdk.Web",
            "",
            $"""
            <PackageReference Include="MockUserApis.Testing" Version="{feed.Version}" />
            """
        );
        newcomer.Write("Program.cs", "System.Console.WriteLine();");

        var analyzers = await newcomer.DotNetAsync(
            "build",
            "-restore",
            "-t:ResolveAssemblyReferences",
            "-getItem:Analyzer",
            "-getItem:ReferencePath"
        );

        analyzers.ShouldContain("MockUserApis.Testing.dll");
        analyzers.ShouldNotContain("OpenApi");
    }
}
