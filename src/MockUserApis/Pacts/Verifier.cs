using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.Pacts;

/// <summary>Pact's own verifier, a program from npm.</summary>
internal sealed class Verifier(string program)
{
    public const string HowToGet =
        "Pact's verifier was not found. Run \"npm install @pact-foundation/pact-cli@18.1.2\" in this folder or one above it, or name the program with --verifier PATH.";

    private static string Executable => OperatingSystem.IsWindows() ? "pact.exe" : "pact";

    public static string? Find(string? named)
    {
        if (named is not null) return File.Exists(named) ? named : null;
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var inModules = Path.Combine("node_modules", "@pact-foundation", $"pact-cli-{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}", "standalone", Executable);
        var folders = new List<string>();
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent) folders.Add(Path.Combine(folder.FullName, inModules));
        folders.AddRange((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(p => Path.Combine(p, Executable)));
        return folders.Find(File.Exists);
    }

    /// <summary>Why the interaction does not hold; nothing when it does.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(PactCase pact, RunningMock mock, string sandbox, KnownVendor vendor, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("mock-user-apis-");
        try
        {
            var (file, report) = (Path.Combine(folder.FullName, pact.File), Path.Combine(folder.FullName, "report.out"));
            await File.WriteAllTextAsync(file, pact.Pact!.ToJsonString(), stop);
            var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullName };
            foreach (var argument in Arguments(file, report, pact, mock, sandbox, vendor)) start.ArgumentList.Add(argument);
            start.Environment["PACT_DO_NOT_TRACK"] = "true";
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
            await process.WaitForExitAsync(stop);
            var said = await output + await errors;
            return File.Exists(report) ? Reasons(JsonNode.Parse(await File.ReadAllTextAsync(report, stop))!, process.ExitCode, said)
                : [$"the verifier ended with exit code {process.ExitCode} and no report: {said.Trim()}"];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<string> Arguments(string file, string report, PactCase pact, RunningMock mock, string sandbox, KnownVendor vendor)
    {
        List<string> arguments =
        [
            "verifier", "--hostname", mock.Root.Host, "--port", FormattableString.Invariant($"{mock.Root.Port}"), "--base-path", $"/~{sandbox}/{vendor.Slug}",
            "--provider-name", pact.Provider, "--file", file, "--json", report, "--no-colour",
        ];
        // Without a state the verifier would ask for the state "".
        if (pact.States.Count > 0) arguments.AddRange(["--state-change-url", mock.StateUrl(sandbox, vendor), "--state-change-teardown"]);
        return arguments;
    }

    private static List<string> Reasons(JsonNode report, int exitCode, string said)
    {
        var reasons = new List<string>();
        foreach (var error in report["errors"]!.AsArray())
        {
            var mismatch = error!["mismatch"]!;
            if (mismatch["mismatches"] is JsonArray many) reasons.AddRange(many.Select(m => Sentence(m!)));
            else reasons.Add(mismatch["message"]?.ToString() ?? mismatch.ToJsonString());
        }

        var verified = report["interactionResults"]!.AsArray().Count;
        if (reasons.Count == 0 && (exitCode != 0 || verified != 1)) reasons.Add($"the verifier ended with exit code {exitCode} after {verified} interactions: {said.Trim()}");
        return reasons;
    }

    private static string Sentence(JsonNode mismatch)
    {
        var what = mismatch["type"]!.ToString().Replace("Mismatch", "", StringComparison.Ordinal).ToLowerInvariant();
        var where = mismatch["path"] is { } path ? " " + path : "";
        return JsonNamingPolicy.CamelCase.ConvertName(what) + where + ": " + mismatch["mismatch"];
    }
}
