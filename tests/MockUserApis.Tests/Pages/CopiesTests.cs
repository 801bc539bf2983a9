using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MockUserApis.Tests.Pages;

/// <summary>What "Copy as" of an exchange hands out: never a stronger credential than the one that was sent.</summary>
public sealed class CopiesTests
{
    private const string Own = "the-key-of-the-sandbox";

    [NodeFact]
    public async Task Copy_OfAnExchangeThatWasLetIn_HasTheSandboxsCredential()
    {
        var copied = await CopiedAsync("""{"status":204,"headers":{"X-Api-Key":"[redacted]","X-Harmless":"kept"} }""");
        copied.ShouldContain("X-Api-Key: " + Own);
        copied.ShouldContain($"\"X-Api-Key\": \"{Own}\"");
        copied.ShouldContain("X-Harmless: kept");
    }

    [NodeFact]
    public async Task Copy_OfACredentialThatWasRefused_HasNoneInItsPlace()
    {
        foreach (var status in new[] { 401, 403 })
        {
            var copied = await CopiedAsync($$"""{"status":{{status}},"headers":{"x-api-key":"[redacted]"} }""");
            copied.ShouldNotContain(Own);
            copied.ShouldContain("x-api-key: [the one that was sent]");
        }
    }

    [NodeFact]
    public async Task Copy_OfAnotherKindOfCredential_SaysThatItIsTheCallers()
    {
        var copied = await CopiedAsync("""{"status":200,"headers":{"X-Login-Token":"[redacted]"} }""");
        copied.ShouldNotContain(Own);
        copied.ShouldContain("X-Login-Token: [the one that was sent]");
    }

    private static async Task<string> CopiedAsync(string entry)
    {
        var script = $$"""
            globalThis.location = { host: "127.0.0.1", search: "" };
            const { curl, pact } = await import({{Asset("copies.js")}});
            const { xunit, nunit, nodeTest } = await import({{Asset("test-copies.js")}});
            const entry = { id: "1", vendor: "v", method: "GET", path: "/x", findings: [], ...{{entry}} };
            for (const copy of [curl, pact, xunit, nunit, nodeTest])
              console.log(copy(entry, { "X-API-Key": "{{Own}}" }));
            """;
        var start = new ProcessStartInfo("node", ["--input-type=module", "-e", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        node.ExitCode.ShouldBe(0, await errors);
        return await output;
    }

    private static string Asset(string name, [CallerFilePath] string here = "")
    {
        const string folder = "../../../src/MockUserApis/Pages/assets";
        return $"\"{new Uri(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, folder, name)))}\"";
    }
}
