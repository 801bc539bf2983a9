using System.Text.Json.Nodes;

namespace MockUserApis.Pacts;

/// <summary>
/// Verifies the pacts of a broker: Pact's verifier fetches them and publishes the results, a run a provider. All its
/// interactions have one sandbox, which is reset between them.
/// </summary>
internal sealed class BrokerRun(Verifier verifier, Broker broker)
{
    private const string Ttl = "PT6H";

    public async Task<PactResults> RunAsync(RunningMock mock, StateRelay relay, CancellationToken stop)
    {
        var results = new List<PactResult>();
        foreach (var (provider, vendor) in await ProvidersAsync(mock, stop))
        {
            results.AddRange(await VerifyAsync(provider, vendor, mock, relay, stop));
        }

        return new PactResults($"The Pact broker {broker.Shown}", results);
    }

    private async Task<IReadOnlyList<(string, KnownVendor)>> ProvidersAsync(RunningMock mock, CancellationToken stop)
    {
        var names = broker.Providers.Count > 0 ? broker.Providers : await broker.NamesAsync(stop);
        var known = names.Select(n => (Name: n, Vendor: mock.Vendor(n))).ToList();
        if (broker.Providers.Count > 0 && known.Find(k => k.Vendor is null) is { Name: { } stranger })
        {
            throw new UsageException(
                $"--provider-name \"{stranger}\" is no vendor of this mock. Name one of {mock.Providers}."
            );
        }

        return [.. known.Where(k => k.Vendor is not null).Select(k => (k.Name, k.Vendor!))];
    }

    private async Task<IReadOnlyList<PactResult>> VerifyAsync(
        string provider,
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
            var changes = new StateChanges(mock, sandbox, vendor) { ResetsBetween = true };
            var call = Verifier.Call(mock, sandbox, vendor, provider, relay.Open(changes));
            var environment = call.Environment.Concat(broker.Environment).ToDictionary();
            call = call with
            {
                UsesBroker = true,
                Environment = environment,
                Arguments = [.. call.Arguments, .. broker.Arguments],
            };
            var started = TimeProvider.System.GetTimestamp();
            var report = await verifier.RunAsync(call, folder.FullName, stop);
            return Results(report, provider, changes, TimeProvider.System.GetElapsedTime(started));
        }
        finally
        {
            folder.Delete(recursive: true);
            await mock.DropSandboxAsync(sandbox);
        }
    }

    private List<PactResult> Results(VerifierReport report, string provider, StateChanges changes, TimeSpan took)
    {
        var each = took / Math.Max(1, report.Interactions.Count);
        var results = new List<PactResult>();
        var tried = report.Interactions.Where(i => !i.StoppedAtState).ToList();
        var isInStep = tried.Count == changes.Diagnoses.Count;
        var refusals = new Queue<StateRefusal>(changes.Refusals);
        foreach (var found in report.Interactions)
        {
            var reasons = found.Reasons.ToList();
            if (found.StoppedAtState)
                reasons.AddRange(Refused(found, refusals));
            else if (reasons.Count > 0 && isInStep)
                reasons.AddRange(changes.Diagnoses[tried.IndexOf(found)]);
            results.Add(Result(found.Consumer, provider, found.Description, found.Given, found.Verdict, reasons, each));
        }

        foreach (var other in report.Others)
        {
            results.Add(Result("Pact broker", provider, "(the broker)", "", Verdict.Failed, [other], TimeSpan.Zero));
        }

        return results;
    }

    private static IEnumerable<string> Refused(Found found, Queue<StateRefusal> refusals)
    {
        while (refusals.TryPeek(out var next) && found.Given.Contains(next.State, StringComparison.Ordinal))
        {
            yield return refusals.Dequeue().Reason;
        }
    }

    private PactResult Result(
        string consumer,
        string provider,
        string description,
        string given,
        Verdict verdict,
        IReadOnlyList<string> reasons,
        TimeSpan took
    )
    {
        JsonObject[] states = given.Length == 0 ? [] : [new() { ["name"] = given }];
        var pact = new PactCase(broker.Shown, consumer, provider, description, states, null, null);
        return new PactResult(pact, verdict, [.. reasons.Select(broker.Clean)], took);
    }
}
