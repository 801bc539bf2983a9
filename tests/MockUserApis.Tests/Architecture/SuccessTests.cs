using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;

namespace MockUserApis.Tests.Architecture;

/// <summary>What can be done has a test of its success: what is new and has none fails here.</summary>
public sealed partial class SuccessTests
{
    [Fact]
    public async Task Routes_OfTheControlPlane_EachHaveATestOfTheirSuccess()
    {
        await using var server = await Server.StartAsync();
        var routes = (
            from route in server.Routes
            let path = "/" + route.RoutePattern.RawText!.TrimStart('/')
            where path.StartsWith("/_mock/", StringComparison.Ordinal)
            from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
            select $"{method} {path["/_mock".Length..]}"
        ).ToList();

        routes.Count.ShouldBeGreaterThan(35);
        var held = TestLog.Claims<SucceedsAttribute>().Select(s => s.Route).ToHashSet();
        routes.Except(held).ShouldBeEmpty("without a test of which it [Succeeds]");
        held.Except(routes).ShouldBeEmpty("no such route");
    }

    [Fact]
    public async Task Commands_AndTheirOptions_EachHaveATestOfTheirSuccess()
    {
        var known = new List<string>();
        foreach (var command in await ListedAsync(Command(), "--help"))
        {
            // Its success needs Pact's own verifier: below.
            if (command == "verify")
                continue;
            var options = await ListedAsync(Option(), command, "--help");
            known.AddRange(options.Select(o => $"{command} {o}").DefaultIfEmpty(command));
        }

        known.Count.ShouldBeGreaterThan(30);
        var held = TestLog.Claims<RunsAttribute>().SelectMany(r => r.All).Distinct().ToList();
        known.Except(held).ShouldBeEmpty("without a test that [Runs] it");
        held.Except(known).Where(h => h.Contains("--", StringComparison.Ordinal)).ShouldBeEmpty("no such option");
    }

    [Fact]
    public async Task Options_OfVerify_AreEachGivenByATestOfTheContracts()
    {
        var tests = string.Concat(Directory.EnumerateFiles(Contracts(), "*.cs").Select(File.ReadAllText));

        var options = await ListedAsync(Option(), "verify", "--help");

        options.Count.ShouldBeGreaterThan(5);
        options.Where(o => !tests.Contains($"\"{o}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<string>> ListedAsync(Regex line, params string[] arguments)
    {
        var help = await CommandRun.RunAsync(arguments);
        help.Code.ShouldBe(0, help.Errors);
        return [.. help.Lines.Select(l => line.Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value)];
    }

    private static string Contracts([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "MockUserApis.Contracts", "Provider");

    // "  serve   Start the mock.", not "  mock-user-apis [command] [options]".
    [GeneratedRegex(@"^  ([a-z]+) ")]
    private static partial Regex Command();

    [GeneratedRegex(@"^  (--[a-z-]+) ")]
    private static partial Regex Option();
}
