using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MockUserApis.Pacts;

/// <summary>One run of Pact's verifier.</summary>
/// <param name="Environment">What it reads from there, so that no list of processes shows it.</param>
internal sealed record VerifierCall(IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>Its own variables for the broker (address, token, retries) are left to it.</summary>
    public bool UsesBroker { get; init; }
}

/// <summary>Pact's own verifier, a program from npm.</summary>
internal sealed class Verifier(string program)
{
    public const string HowToGet =
        "Pact's verifier was not found. Run \"npm install @pact-foundation/pact-cli@18.1.2\" in this folder or "
        + "one above it, or name the program with --verifier PATH.";

    private static string Executable => OperatingSystem.IsWindows() ? "pact.exe" : "pact";

    public static string? Find(string? named)
    {
        if (named is not null)
            return File.Exists(named) ? named : null;
        var system = "linux";
        if (OperatingSystem.IsWindows())
            system = "windows";
        else if (OperatingSystem.IsMacOS())
            system = "darwin";
        var inModules = Path.Combine(
            "node_modules",
            "@pact-foundation",
            $"pact-cli-{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}",
            "standalone",
            Executable
        );
        var folders = new List<string>();
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
            folders.Add(Path.Combine(folder.FullName, inModules));
        folders.AddRange(
            (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Select(p => Path.Combine(p, Executable))
        );
        return folders.Find(File.Exists);
    }

    /// <summary>What every call says about the provider.</summary>
    public static VerifierCall Call(
        RunningMock mock,
        string sandbox,
        KnownVendor vendor,
        string provider,
        string stateUrl
    )
    {
        List<string> arguments =
        [
            "--hostname",
            mock.Root.Host,
            "--port",
            FormattableString.Invariant($"{mock.Root.Port}"),
            "--base-path",
            $"{mock.Root.AbsolutePath.TrimEnd('/')}/~{sandbox}/{vendor.Slug}",
            "--provider-name",
            provider,
            "--state-change-teardown",
        ];
        if (mock.Root.Scheme != "http")
            arguments.AddRange(["--transport", mock.Root.Scheme]);
        return new VerifierCall(
            arguments,
            new Dictionary<string, string>
            {
                ["PACT_PROVIDER_STATE_CHANGE_URL"] = stateUrl,
                ["NO_PROXY"] = NotByProxy(mock.Root.Host),
                ["no_proxy"] = NotByProxy(mock.Root.Host),
            }
        );
    }

    /// <summary>Runs it in a folder that goes afterwards.</summary>
    public async Task<VerifierReport> RunAsync(VerifierCall call, string folder, CancellationToken stop)
    {
        var report = Path.Combine(folder, "report.out");
        var start = new ProcessStartInfo(program, ["verifier", "--json", report, "--no-colour", .. call.Arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };

        // Variables meant for another run of it would add pacts, leave interactions out, or name another provider.
        var foreign = start.Environment.Keys.Where(n => IsForeign(n, call.UsesBroker)).ToList();
        foreach (var name in foreign)
            start.Environment.Remove(name);
        foreach (var (name, value) in call.Environment)
            start.Environment[name] = value;
        start.Environment["PACT_DO_NOT_TRACK"] = "true";
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(stop);
            var errors = process.StandardError.ReadToEndAsync(stop);
            await process.WaitForExitAsync(stop);
            var said = await output + await errors;
            var json = File.Exists(report) ? await File.ReadAllTextAsync(report, stop) : null;
            return VerifierReport.Read(json, process.ExitCode, said);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    private static bool IsForeign(string variable, bool usesBroker) =>
        variable.StartsWith("PACT_", StringComparison.Ordinal)
        && !(usesBroker && variable.StartsWith("PACT_BROKER_", StringComparison.Ordinal));

    // It sends state changes through a proxy of the environment, even to this machine.
    private static string NotByProxy(string host)
    {
        var known = Environment.GetEnvironmentVariable("NO_PROXY") ?? Environment.GetEnvironmentVariable("no_proxy");
        string?[] hosts = [known, host.Trim('[', ']'), "127.0.0.1"];
        return string.Join(',', hosts.Where(h => !string.IsNullOrEmpty(h)).Distinct());
    }
}
