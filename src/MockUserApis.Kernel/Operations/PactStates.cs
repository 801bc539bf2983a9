using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Operations;

/// <summary>A state that was set up: how to undo it, in order, and the user that it is about.</summary>
internal readonly record struct PactSetUp(IReadOnlyList<Undo> Undo, Document? User = null);

/// <summary>The Pact provider states that every vendor knows.</summary>
internal sealed class PactStates(FaultOperations faults)
{
    private const string UserExists = "a user exists";
    private const string NoId = "This state needs params.id, the id that the vendor's update path takes, "
        + "for example {\"params\":{\"id\":\"ada\"}}.";

    public static readonly IReadOnlyList<string> Known =
    [
        UserExists, "no user exists", "the user was deleted", "the rate limit is exhausted",
        "the credential is revoked", "the vendor is failing",
    ];

    public async ValueTask<PactSetUp> SetUpAsync(
        string state, JsonObject parameters, Sandbox sandbox, Vendor vendor) => state switch
    {
        UserExists => Exists(parameters, sandbox, vendor),
        "no user exists" => new PactSetUp(Gone(Id(parameters), sandbox, vendor, revivable: false)),
        "the user was deleted" => Deleted(parameters, sandbox, vendor),
        "the rate limit is exhausted" => new PactSetUp([Exhausted(sandbox, vendor)]),
        "the credential is revoked" => new PactSetUp([Revoked(sandbox, vendor)]),
        _ => new PactSetUp([await FailingAsync(parameters, sandbox, vendor)]),
    };

    public static void TearDown(Undo step, Sandbox sandbox)
    {
        var users = sandbox.Users(step.Vendor);
        var now = step.What is "user" or "deletion" ? users.FindKey(step.Id) : null;
        switch (step.What)
        {
            case "user" when now is { } user && step.User is { } before: users.Change(user, _ => before.Document); break;
            case "user" when now is { } user: users.Delete(user, sandbox.Clock.GetUtcNow(), revivable: false); break;
            case "deletion" when now is null: users.Revive(step.User!.Value, step.User.Value.Document); break;
            case "limit": sandbox.Limit(step.Vendor, step.Limiter!); break;
            case "credential": sandbox.Revoke(step.Vendor, false); break;
            case "fault": sandbox.Faults.Disarm(step.Id); break;
        }
    }

    private static string? Named(JsonObject parameters) =>
        parameters["id"] is JsonValue id && id.ToString() is { Length: > 0 } text ? text : null;

    private static string Id(JsonObject parameters) => Named(parameters) ?? throw RefusedException.Bad(NoId
        + " A pact of specification 1 or 2 has no parameters: V2 cannot say whom this state is about, V3 can.");

    private static PactSetUp Exists(JsonObject parameters, Sandbox sandbox, Vendor vendor)
    {
        var id = Named(parameters)
            ?? throw RefusedException.Bad($"{NoId} V2 has no parameters: {InsteadOf(sandbox.Users(vendor))}");
        var before = sandbox.Users(vendor).FindKey(id);
        var fields = parameters.DeepClone().AsObject();
        fields.Remove("id");
        var body = JsonSerializer.Deserialize(fields.ToJsonString(), ControlJson.Plain.JsonElement);
        var user = Seeding.Put(sandbox, vendor, id, body);
        return new PactSetUp([new Undo(vendor, "user", id, before)], user.Document);
    }

    private static string InsteadOf(Collection users) =>
        users.At(1) is { } first && Population.ValueOf(first.Document, users.Recipe.Indexes[0]) is { } key
            ? $"leave the state out, \"{key}\" is there."
            : "use a pact of V3 or later.";

    private static PactSetUp Deleted(JsonObject parameters, Sandbox sandbox, Vendor vendor)
    {
        var id = Id(parameters);
        var exists = Exists(parameters, sandbox, vendor);
        return exists with { Undo = [.. Gone(id, sandbox, vendor, revivable: true), .. exists.Undo] };
    }

    private static Undo[] Gone(string id, Sandbox sandbox, Vendor vendor, bool revivable)
    {
        var users = sandbox.Users(vendor);
        if (users.FindKey(id) is not { } user) return [];
        users.Delete(user, sandbox.Clock.GetUtcNow(), revivable);
        return [new Undo(vendor, "deletion", id, user)];
    }

    private static Undo Exhausted(Sandbox sandbox, Vendor vendor)
    {
        var before = sandbox.Limiter(vendor).Copy();
        // A vendor without a documented limit, or with its limits switched off, still has to be able to throttle.
        var limits = before.Limits.Count > 0 ? before.Limits : [RateLimit.PerWindow(1, TimeSpan.FromMinutes(1))];
        var exhausted = new RateLimiter(limits, enabled: true);
        exhausted.Exhaust(sandbox.Clock.GetUtcNow());
        sandbox.Limit(vendor, exhausted);
        return new Undo(vendor, "limit", Limiter: before);
    }

    private static Undo Revoked(Sandbox sandbox, Vendor vendor)
    {
        sandbox.Revoke(vendor, true);
        return new Undo(vendor, "credential");
    }

    private async ValueTask<Undo> FailingAsync(JsonObject parameters, Sandbox sandbox, Vendor vendor)
    {
        var text = parameters["status"]?.ToString() ?? "500";
        if (!int.TryParse(text, CultureInfo.InvariantCulture, out var status) || status is not (>= 400 and <= 599))
        {
            throw RefusedException.Bad("params.status must be from 400 to 599.");
        }

        var kind = FaultTraits.Of(FaultKind.Status).Name;
        var ask = new FaultRequest(vendor.Slug, null, null, kind, status, null, null, null);
        return new Undo(vendor, "fault", (await faults.ArmAsync(sandbox, ask)).Id);
    }
}
