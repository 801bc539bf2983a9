using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace MockUserApis.Tests.Clients;

/// <summary>
/// The TypeScript clients, compiled by the build (tests/clients-ts), run on Node against the same server.
/// </summary>
public sealed partial class TypeScriptTests(MockFixture mock)
{
    private const int TestsOfAVendor = 7;

    [NodeFact]
    public async Task Scenario_OfEveryVendor_PassesOnNode()
    {
        var (exitCode, output) = await NodeAsync("scenario.test.js");

        exitCode.ShouldBe(0, output);
        Passed(output).ShouldBe(TestsOfAVendor * MockFixture.Known.Sum(v => v.Apis.Count), output);
    }

    [NodeFact]
    public async Task Wire_OfAddressesBodiesAndAnswers_PassesOnNode()
    {
        var (exitCode, output) = await NodeAsync("wire.test.js");

        exitCode.ShouldBe(0, output);
        Passed(output).ShouldBeGreaterThan(0, output);
    }

    /// <summary>A file a vendor: lifecycles that go through all of its collections.</summary>
    [NodeFact]
    public async Task Lifecycle_OfEveryFile_PassesOnNode()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Folder(), "lifecycles"), "*.test.ts"))
        {
            var (exitCode, output) = await NodeAsync($"lifecycles/{Path.GetFileNameWithoutExtension(file)}.js");

            exitCode.ShouldBe(0, output);
            Passed(output).ShouldBeGreaterThan(0, output);
        }
    }

    private async Task<(int ExitCode, string Output)> NodeAsync(string file)
    {
        var start = new ProcessStartInfo("node", ["--test", "--test-reporter=tap", file])
        {
            WorkingDirectory = Path.Combine(Folder(), "obj", "js"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["MOCK_CONTROL"] = $"http://127.0.0.1:{mock.Directory.BasePort.ToString(CultureInfo.InvariantCulture)}",
            },
        };
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (node.ExitCode, await output + await errors);
    }

    private static int Passed(string output) =>
        int.Parse(Pass().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^# pass (\d+)", RegexOptions.Multiline)]
    private static partial Regex Pass();

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "clients-ts");
}
