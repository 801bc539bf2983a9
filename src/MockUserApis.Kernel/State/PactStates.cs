using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.Kernel;

/// <summary>The Pact provider states that every vendor knows. Each set-up gives back how to undo it, in order.</summary>
internal static class PactStates
{
    public static readonly IReadOnlyList<string> Known =
        ["a user exists", "no user exists", "the user was deleted", "the rate limit is exhausted", "the credential is revoked", "the vendor is failing"];

    public static IReadOnlyList<Undo> SetUp(string state, JsonObject parameters, Sandbox sandbox, Vendor vendor) => state switch
    {
        "a user exists" => [Exists(parameters, sandbox, vendor)],
        "no user exists" => Gone(Id(parameters), sandbox, vendor, revivable: false),
        "the user was deleted" => Deleted(parameters, sandbox, vendor),
        "the rate limit is exhausted" => [Exhausted(sandbox, vendor)],
        "the credential is revoked" => [Revoked(sandbox, vendor)],
        _ => [Failing(parameters, sandbox, vendor)],
    };

    public static void Tear(Undo step, Sandbox sandbox)
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

    private static string Id(JsonObject parameters) => parameters["id"] is JsonValue id && id.ToString() is { Length: > 0 } text ? text
        : throw RefusedException.Bad("This state needs params.id, the id that the vendor's update path takes, for example {\"params\":{\"id\":\"ada\"}}.");

    private static Undo Exists(JsonObject parameters, Sandbox sandbox, Vendor vendor)
    {
        var id = Id(parameters);
        var before = sandbox.Users(vendor).FindKey(id);
        var fields = parameters.DeepClone().AsObject();
        fields.Remove("id");
        Seeding.Put(sandbox, vendor, id, JsonSerializer.Deserialize(fields.ToJsonString(), ControlJson.Plain.JsonElement));
        return new Undo(vendor, "user", id, before);
    }

    private static Undo[] Deleted(JsonObject parameters, Sandbox sandbox, Vendor vendor)
    {
        var exists = Exists(parameters, sandbox, vendor);
        return [.. Gone(Id(parameters), sandbox, vendor, revivable: true), exists];
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

    private static Undo Failing(JsonObject parameters, Sandbox sandbox, Vendor vendor)
    {
        var status = int.TryParse(parameters["status"]?.ToString() ?? "500", System.Globalization.CultureInfo.InvariantCulture, out var s) && s is >= 400 and <= 599
            ? s : throw RefusedException.Bad("params.status must be from 400 to 599.");
        FaultEndpoints.MakeSure(sandbox);
        return new Undo(vendor, "fault", sandbox.Faults.Arm(new Fault("", vendor.Slug, null, null, "status", status, TimeSpan.Zero, null, null)).Id);
    }
}
