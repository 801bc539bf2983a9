namespace MockUserApis.Pacts;

/// <summary>Verifies pact files: an interaction at a time, each in a sandbox of its own.</summary>
internal sealed class FolderRun(Verifier verifier, string path, bool ignoreOthers)
{
    // Should this program die, the sandbox goes by itself.
    private const string Ttl = "PT10M";

    public async Task<PactResults> RunAsync(RunningMock mock, StateRelay relay, CancellationToken stop)
    {
        var cases = PactFolder.Read(path).ToList();
        var results = new PactResult[cases.Count];
        var most = new ParallelOptions
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount,
            CancellationToken = stop,
        };
        await Parallel.ForAsync(
            0,
            cases.Count,
            most,
            async (i, cancel) => results[i] = await OneAsync(cases[i], mock, relay, cancel)
        );
        return new PactResults(path, results);
    }

    // Whose pact it is comes first: what is wrong with another provider's file is not ours to judge.
    private async Task<PactResult> OneAsync(PactCase pact, RunningMock mock, StateRelay relay, CancellationToken stop)
    {
        var vendor = mock.Vendor(pact.Provider);
        if (vendor is null && pact.Provider != PactCase.Unknown)
        {
            var reason = $"provider \"{pact.Provider}\" is no vendor of this mock; its providers are {mock.Providers}";
            return new PactResult(pact, ignoreOthers ? Verdict.Ignored : Verdict.Failed, [reason], TimeSpan.Zero);
        }

        if (pact.Problem is { } problem)
            return new PactResult(pact, Verdict.Failed, [problem], TimeSpan.Zero);
        var started = TimeProvider.System.GetTimestamp();
        var (verdict, reasons) = await VerifyAsync(pact, vendor!, mock, relay, stop);
        return new PactResult(pact, verdict, reasons, TimeProvider.System.GetElapsedTime(started));
    }

    private async Task<(Verdict, IReadOnlyList<string>)> VerifyAsync(
        PactCase pact,
        KnownVendor vendor,
        RunningMock mock,
        StateRelay relay,
        CancellationToken stop
    )
    {
        var sandbox = await mock.CreateSandboxAsync(Ttl, stop);
        var folder = Directory.CreateTempSubdirectory("mock-user-apis-");
        try
        {
            var file = Path.Combine(folder.FullName, pact.File);
            await File.WriteAllTextAsync(file, pact.Pact!.ToJsonString(), stop);
            var user = pact.HasBareState ? vendor.UserIn(pact.RequestMethod, pact.RequestPath) : null;
            var changes = new StateChanges(mock, sandbox, vendor) { User = user };
            var call = Verifier.Call(mock, sandbox, vendor, pact.Provider, relay.Open(changes));
            call = call with { Arguments = [.. call.Arguments, "--file", file] };
            var report = await verifier.RunAsync(call, folder.FullName, stop);
            var (verdict, reasons) = Judge(report);
            if (verdict == Verdict.Passed)
                return (verdict, reasons);
            var diagnosis = await mock.DiagnosisAsync(sandbox, stop);
            return (verdict, [.. reasons, .. changes.Refusals.Select(r => r.Reason), .. diagnosis]);
        }
        finally
        {
            folder.Delete(recursive: true);
            await mock.DropSandboxAsync(sandbox);
        }
    }

    private static (Verdict, IReadOnlyList<string>) Judge(VerifierReport report)
    {
        if (report.Others.Count > 0)
        {
            return (Verdict.Failed, [.. report.Interactions.SelectMany(i => i.Reasons), .. report.Others]);
        }

        return report.Interactions is [{ } only]
            ? (only.Verdict, only.Reasons)
            : (Verdict.Failed, [$"the verifier looked at {report.Interactions.Count} interactions instead of one"]);
    }
}
