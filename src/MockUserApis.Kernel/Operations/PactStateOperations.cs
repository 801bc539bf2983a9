using System.Text.Json;
using System.Text.Json.Nodes;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Operations;

/// <summary>Pact provider states. Teardown undoes setup.</summary>
internal sealed class PactStateOperations(VendorDirectory vendors, FaultOperations faults)
{
    public const string Example = """{"state":"a user exists","params":{"id":"ada"},"action":"setup"}""";

    private readonly PactStates states = new(faults);

    /// <summary>Sets a state up or tears it down.</summary>
    /// <param name="slug">Whose it is; null: the parameters say it, or it is every vendor's.</param>
    public async ValueTask<PactStateView> ActAsync(Sandbox sandbox, PactStateRequest ask, string? slug)
    {
        var action = ask.Action ?? "setup";
        // An interaction without a state: the verifier asks for "" then, and nothing is to be done.
        if (ask.State is "")
            return new PactStateView("", action, sandbox.Name);
        if (ask.State is null || !PactStates.Known(vendors.All).Contains(ask.State))
        {
            var known = string.Join(", ", PactStates.Known(vendors.All).Select(s => $"\"{s}\""));
            throw RefusedException.Bad($"state is \"{ask.State}\". Known: {known}.");
        }

        var parameters = ask.Params ?? [];
        slug ??= parameters["vendor"]?.ToString();
        var meant = slug is null ? vendors.All : [Given.Vendor(vendors, slug)];
        parameters.Remove("vendor");
        var key = $"{slug}|{ask.State}|{parameters.ToJsonString()}";
        Dictionary<string, JsonElement>? user = null;
        switch (action)
        {
            case "setup":
                user = await SetUpAsync(sandbox, meant, ask.State, parameters, key);
                break;
            case "teardown":
                foreach (var step in await sandbox.PactUndo.TakeAsync(key))
                {
                    await PactStates.TearDownAsync(step, sandbox);
                }

                break;
            default:
                throw RefusedException.Bad($"action is \"{ask.Action}\". Send setup or teardown.");
        }

        return new PactStateView(ask.State, action, sandbox.Name) { User = user };
    }

    // Without a vendor the state holds for every vendor that it can hold for; an id may fit some only. The user that is
    // told is the first one's.
    private async ValueTask<Dictionary<string, JsonElement>?> SetUpAsync(
        Sandbox sandbox,
        IReadOnlyList<Vendor> meant,
        string state,
        JsonObject parameters,
        string key
    )
    {
        if (await sandbox.PactUndo.CountAsync() >= PactUndo.MaxSteps)
        {
            throw new RefusedException(
                409,
                "Too many states",
                $"{PactUndo.MaxSteps} steps of states that were set up wait to be undone. Tear states down "
                    + $"(\"action\":\"teardown\"), or POST /_mock/sandboxes/{sandbox.Name}/reset."
            );
        }

        Dictionary<string, JsonElement>? user = null;
        List<IReadOnlyList<Undo>> undos = [];
        var before = await sandbox.PactUndo.TakeAsync(key);
        try
        {
            RefusedException? last = null;
            foreach (var vendor in meant)
            {
                try
                {
                    var made = await states.SetUpAsync(state, parameters, sandbox, vendor);
                    undos.Insert(0, made.Undo);
                    if (user is not null || made.Member is not { } shown)
                        continue;
                    user = PactStateView.Scalars(RawJson.Parse(shown.Span));
                }
                catch (RefusedException refused) when (meant.Count > 1)
                {
                    last = refused;
                }
            }

            if (undos.Count == 0)
                throw last!;
            await sandbox.PactUndo.KeepAsync(key, [.. undos.SelectMany(u => u), .. before]);
            return user;
        }
        catch (Exception error) when (error is StoreFullException or RefusedException)
        {
            foreach (var step in undos.SelectMany(u => u))
                await PactStates.TearDownAsync(step, sandbox);
            if (before.Count > 0)
                await sandbox.PactUndo.KeepAsync(key, before);
            throw;
        }
    }
}
