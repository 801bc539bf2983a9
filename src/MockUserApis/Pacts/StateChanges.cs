using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.Pacts;

/// <summary>A provider state that the mock refused to set up, and why.</summary>
internal sealed record StateRefusal(string State, string Detail)
{
    public string Reason => RunningMock.Says + Detail;
}

/// <summary>
/// The state changes of one run of the verifier, which come one at a time, and what the mock said to them.
/// </summary>
internal sealed class StateChanges(RunningMock mock, string sandbox, KnownVendor vendor)
{
    private readonly List<StateRefusal> refusals = [];
    private readonly List<IReadOnlyList<string>> diagnoses = [];
    private bool used;

    /// <summary>The user that a state without parameters is about; null: the state says it itself.</summary>
    public string? User { get; init; }

    /// <summary>Several interactions share the sandbox, and each is to find it as new.</summary>
    public bool ResetsBetween { get; init; }

    public IReadOnlyList<StateRefusal> Refusals => refusals;

    /// <summary>Of each interaction whose states were set up, in order: what the mock found in its request.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Diagnoses => diagnoses;

    /// <summary>Hands one state change on to the mock: whether it was made, and the body of the answer.</summary>
    public async Task<(bool IsDone, string Body)> TakeAsync(JsonObject ask, CancellationToken stop)
    {
        var isSetup = ask["action"]?.ToString() != "teardown";
        if (ResetsBetween)
            await PartAsync(isSetup, stop);
        var isBare = ask["params"] is not JsonObject { Count: > 0 };
        if (User is not null && isBare)
            ask["params"] = new JsonObject { ["id"] = User };
        using var answer = await mock.ChangeStateAsync(sandbox, vendor, ask, stop);
        var body = await answer.Content.ReadAsStringAsync(stop);
        if (isSetup && !answer.IsSuccessStatusCode)
            Refused(ask["state"]?.ToString() ?? "", body);
        return (answer.IsSuccessStatusCode, body);
    }

    // The first teardown ends an interaction. The verifier sends none when a state was refused.
    private async Task PartAsync(bool isSetup, CancellationToken stop)
    {
        if (isSetup && used)
            await mock.ResetAsync(sandbox, stop);
        if (!isSetup && !used)
            diagnoses.Add(await mock.DiagnosisAsync(sandbox, stop));
        used = !isSetup;
    }

    private void Refused(string state, string body)
    {
        used = true;
        refusals.Add(new StateRefusal(state, Detail(body)));
    }

    private static string Detail(string body)
    {
        try
        {
            return JsonNode.Parse(body)?["detail"]?.ToString() ?? body;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return body;
        }
    }
}
