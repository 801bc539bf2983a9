using System.Runtime.CompilerServices;
using System.Text.Json;

namespace MockUserApis.Tests.Programs;

/// <summary>
/// Clients in programs of their own, which know nothing of the mock: they read what they are told and print statuses.
/// What leads them to it, and lets them trust it, are variables of the environment.
/// </summary>
internal static class ClientPrograms
{
    /// <summary>One client: which tool it needs, and how it is run.</summary>
    public static async Task<string> RunAsync(string client, Dictionary<string, string> variables, string calls)
    {
        switch (client)
        {
            case "curl":
                await Tool.NeededAsync("curl", "--version");
                return await CurlAsync(variables, calls);
            case "python":
                await Tool.NeededAsync("python3", "-c", "import ssl");
                return await Tool.RunAsync(variables, "python3", Here("reads.py"), calls);
            case "requests":
                await Tool.NeededAsync("python3", "-c", "from pip._vendor import requests");
                return await Tool.RunAsync(variables, "python3", Here("requests_reads.py"), calls);
            case "node":
                Assert.SkipUnless(NodeFactAttribute.HasNode, "needs Node.js 20 or later and npm");
                return await Tool.RunAsync(variables, "node", Here("reads.mjs"), calls);
            case "dotnet":
                return await DotNetAsync(variables, calls);
            default:
                throw new ArgumentException(client, nameof(client));
        }
    }

    private static string Here(string file, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "programs", file);

    /// <summary>What gives Node's fetch a proxy where it knows none.</summary>
    public static string EnvironmentProxy => Path.GetFullPath(Here("../clients-ts/env-proxy.cjs"));

    private static async Task<string> CurlAsync(Dictionary<string, string> variables, string calls)
    {
        var statuses = "";
        foreach (var call in JsonDocument.Parse(calls).RootElement.EnumerateArray())
        {
            var headers = call.GetProperty("headers")
                .EnumerateObject()
                .SelectMany(h => new[] { "-H", $"{h.Name}: {h.Value.GetString()}" });
            string[] what = ["-sS", "-o", "/dev/null", "-w", "%{http_code}\n", call.GetProperty("url").GetString()!];
            statuses += await Tool.RunAsync(variables, "curl", [.. what, .. headers]);
        }

        return statuses;
    }

    // Built first, in a folder without the repository's settings: the variables are for the client, not for the build.
    private static async Task<string> DotNetAsync(Dictionary<string, string> variables, string calls)
    {
        var folder = Directory.CreateTempSubdirectory("mock-user-apis-client-");
        try
        {
            var source = Path.Combine(folder.FullName, "reads.cs");
            File.Copy(Here("reads.cs"), source);
            var output = Path.Combine(folder.FullName, "out");
            await Tool.RunAsync([], "dotnet", "build", source, "--output", output, "--nologo", "-v", "q");
            return await Tool.RunAsync(variables, "dotnet", Path.Combine(output, "reads.dll"), calls);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
