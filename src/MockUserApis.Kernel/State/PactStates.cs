using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockUserApis.Kernel;

/// <summary>The Pact provider states that every vendor knows. Each set-up gives back how to undo it.</summary>
internal static class PactStates
{
    public static readonly IReadOnlyList<string> Known =
        ["a user exists", "no user exists", "the user was deleted", "the rate limit is exhausted", "the credential is revoked", "the vendor is failing"];

    public static Action SetUp(string state, JsonObject parameters, Sandbox sandbox, Vendor vendor) => state switch
    {
        "a user exists" => Exists(parameters, sandbox, vendor),
        "no user exists" => Gone(Id(parameters), sandbox, vendor, revivable: false),
        "the user was deleted" => Deleted(parameters, sandbox, vendor),
        "the rate limit is exhausted" => Exhausted(sandbox, vendor),
        "the credential is revoked" => Revoked(sandbox, vendor),
        _ => Failing(parameters, sandbox, vendor),
    };

    private static string Id(JsonObject parameters) =>
        parameters["id"]?.ToString() ?? throw RefusedException.Bad("This state needs params.id, the id that the vendor's update path takes, for example {\"params\":{\"id\":\"ada\"}}.");

    private static Action Exists(JsonObject parameters, Sandbox sandbox, Vendor vendor)
    {
        var id = Id(parameters);
        var undo = Remember(id, sandbox, vendor);
        var fields = parameters.DeepClone().AsObject();
        fields.Remove("id");
        Seeding.Put(sandbox, vendor, id, JsonSerializer.Deserialize(fields.ToJsonString(), ControlJson.Plain.JsonElement));
        return undo;
    }

    private static Action Deleted(JsonObject parameters, Sandbox sandbox, Vendor vendor)
    {
        var undo = Exists(parameters, sandbox, vendor);
        var undelete = Gone(Id(parameters), sandbox, vendor, revivable: true);
        return () =>
        {
            undelete();
            undo();
        };
    }

    private static Action Gone(string id, Sandbox sandbox, Vendor vendor, bool revivable)
    {
        var users = sandbox.Users(vendor);
        if (users.FindKey(id) is not { } user) return () => { };
        users.Delete(user, sandbox.Clock.GetUtcNow(), revivable);
        return () =>
        {
            if (users.FindKey(id) is null) users.Revive(user, user.Document);
        };
    }

    private static Action Remember(string id, Sandbox sandbox, Vendor vendor)
    {
        var users = sandbox.Users(vendor);
        var before = users.FindKey(id);
        return () =>
        {
            if (users.FindKey(id) is not { } now) return;
            if (before is { } user) users.Change(now, _ => user.Document);
            else users.Delete(now, sandbox.Clock.GetUtcNow(), revivable: false);
        };
    }

    private static Action Exhausted(Sandbox sandbox, Vendor vendor)
    {
        var before = sandbox.Limiter(vendor);
        // A vendor without a documented limit, or with its limits switched off, still has to be able to throttle.
        var limits = before.Limits.Count > 0 ? before.Limits : [RateLimit.PerWindow(1, TimeSpan.FromMinutes(1))];
        var exhausted = new RateLimiter(limits, enabled: true);
        exhausted.Exhaust(sandbox.Clock.GetUtcNow());
        sandbox.Limit(vendor, exhausted);
        return () => sandbox.Limit(vendor, before);
    }

    private static Action Revoked(Sandbox sandbox, Vendor vendor)
    {
        sandbox.Revoke(vendor, true);
        return () => sandbox.Revoke(vendor, false);
    }

    private static Action Failing(JsonObject parameters, Sandbox sandbox, Vendor vendor)
    {
        var status = int.TryParse(parameters["status"]?.ToString() ?? "500", System.Globalization.CultureInfo.InvariantCulture, out var s) && s is >= 400 and <= 599
            ? s : throw RefusedException.Bad("params.status must be from 400 to 599.");
        var fault = sandbox.Faults.Arm(new Fault("", vendor.Slug, null, null, "status", status, TimeSpan.Zero, null, null));
        return () => sandbox.Faults.Disarm(fault.Id);
    }
}
