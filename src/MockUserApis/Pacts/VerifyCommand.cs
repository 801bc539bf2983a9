using System.CommandLine;
using System.Diagnostics;
using MockUserApis.Kernel;
using MockUserApis.Vendors;

namespace MockUserApis.Pacts;

/// <summary><c>verify</c>: holds pact files against the mock by Pact's own verifier. Exits 1 on a broken contract and when there was nothing to verify.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var pacts = new Argument<string>("pacts") { Description = "A folder of pact files, or one file.", DefaultValueFactory = _ => "pacts" };
        var junit = new Option<string?>("--junit") { Description = "Also write the results as JUnit XML." };
        var url = new Option<string?>("--url") { Description = "Verify against this running mock (one without a control token); default: one is started for the purpose." };
        var verifier = new Option<string?>("--verifier") { Description = "Pact's command line (npm @pact-foundation/pact-cli); default: the one in node_modules or on PATH." };
        var others = new Option<bool>("--ignore-other-providers") { Description = "Leave out pacts whose provider is not a vendor of the mock, instead of failing." };
        var command = new Command("verify", "Verify pact files against the mock.") { pacts, junit, url, verifier, others };
        command.SetAction(async (parsed, stop) =>
        {
            if (Verifier.Find(parsed.GetValue(verifier)) is not { } program) return await FailAsync(Verifier.HowToGet);
            var path = parsed.GetValue(pacts)!;
            if (!Directory.Exists(path) && !File.Exists(path)) return await FailAsync($"There is no folder or file \"{path}\". Name the one that your consumer tests write: mock-user-apis verify PATH.");
            try
            {
                var run = new Run(new Verifier(program), path, parsed.GetValue(others), parsed.GetValue(junit));
                return parsed.GetValue(url) is { } running ? await run.AgainstAsync(running.TrimEnd('/'), stop) : await run.AgainstOwnAsync(stop);
            }
            catch (Exception error) when (error is HttpRequestException or UriFormatException)
            {
                return await FailAsync($"{parsed.GetValue(url)} is not a running mock: {error.Message} Start one with \"mock-user-apis serve\", or leave --url out.");
            }
        });
        return command;
    }

    private static async Task<int> FailAsync(string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return 1;
    }

    private sealed record Run(Verifier Verifier, string Path, bool IgnoreOthers, string? JUnitFile)
    {
        public async Task<int> AgainstOwnAsync(CancellationToken stop)
        {
            await using var app = MockServer.Build(new MockOptions { Port = 0 }, AllVendors.Known);
            await app.StartAsync(stop);
            return await AgainstAsync(app.Services.GetRequiredService<VendorDirectory>().Root, stop);
        }

        public async Task<int> AgainstAsync(string root, CancellationToken stop)
        {
            using var http = new HttpClient { BaseAddress = new Uri(root + "/_mock/") };
            var mock = await RunningMock.ConnectAsync(root, http, stop);
            var clock = Stopwatch.StartNew();
            var cases = PactFolder.Read(Path).ToList();
            var results = new PactResult[cases.Count];
            var most = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stop };
            await Parallel.ForAsync(0, cases.Count, most, async (i, cancel) => results[i] = await VerifyAsync(cases[i], mock, cancel));
            VerifyTable.Write(Console.Out, Path, results, clock.Elapsed);
            if (JUnitFile is not null) JUnit.Write(JUnitFile, results);
            return results.Any(r => r.Verdict == Verdict.Passed) && results.All(r => r.Verdict != Verdict.Failed) ? 0 : 1;
        }

        private async Task<PactResult> VerifyAsync(PactCase pact, RunningMock mock, CancellationToken stop)
        {
            if (pact.Problem is { } problem) return new PactResult(pact, Verdict.Failed, [problem], TimeSpan.Zero);
            if (mock.Vendor(pact.Provider) is not { } vendor)
            {
                return new PactResult(pact, IgnoreOthers ? Verdict.Ignored : Verdict.Failed, [$"provider \"{pact.Provider}\" is no vendor of this mock; its providers are {mock.Providers}"], TimeSpan.Zero);
            }

            var clock = Stopwatch.StartNew();
            var sandbox = await mock.CreateSandboxAsync(stop);
            try
            {
                var reasons = await Verifier.RunAsync(pact, mock, sandbox, vendor, stop);
                if (reasons.Count == 0) return new PactResult(pact, Verdict.Passed, [], clock.Elapsed);
                return new PactResult(pact, Verdict.Failed, [.. reasons, .. await mock.ExplainAsync(pact, sandbox, vendor, stop)], clock.Elapsed);
            }
            finally
            {
                await mock.DropSandboxAsync(sandbox);
            }
        }
    }
}
