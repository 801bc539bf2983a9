using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Operations;

/// <summary>A state that was set up: how to undo it, in order, and what it is about as the vendor shows it.</summary>
internal readonly record struct PactSetUp(IReadOnlyList<Undo> Undo, ReadOnlyMemory<byte>? Member = null);

/// <summary>
/// The Pact provider states that every vendor knows; those about a user are there for each other collection too.
/// </summary>
internal sealed class PactStates(FaultOperations faults)
{
    private const string NoId =
        "This state needs params.id, the id that the vendor's update path takes, "
        + "for example {\"params\":{\"id\":\"ada\"}}.";

    private static readonly string[] OfServer =
    [
        "the rate limit is exhausted",
        "the credential is revoked",
        "the vendor is failing",
    ];

    /// <summary>Those of the users first.</summary>
    public static IEnumerable<string> Known(IReadOnlyList<Vendor> vendors) =>
        vendors
            .SelectMany(v => v.Recipes.Take(1))
            .SelectMany(Of)
            .Concat(vendors.SelectMany(v => v.Recipes.Skip(1)).SelectMany(Of))
            .Concat(OfServer)
            .Distinct();

    public async ValueTask<PactSetUp> SetUpAsync(string state, JsonObject parameters, Sandbox sandbox, Vendor vendor) =>
        state switch
        {
            "the rate limit is exhausted" => new PactSetUp([await ExhaustedAsync(sandbox, vendor)]),
            "the credential is revoked" => new PactSetUp([await RevokedAsync(sandbox, vendor)]),
            "the vendor is failing" => new PactSetUp([await FailingAsync(parameters, sandbox, vendor)]),
            _ => await OfMemberAsync(state, parameters, sandbox, vendor),
        };

    public static async ValueTask TearDownAsync(Undo step, Sandbox sandbox)
    {
        var members = sandbox.Collection(step.Vendor, step.Recipe);
        var now = step.What is "user" or "deletion" ? await members.FindKeyAsync(step.Id) : null;
        switch (step.What)
        {
            case "user" when now is { } member && step.User is { } before:
                await members.ChangeAsync(member, _ => before.Document);
                break;
            case "user" when now is { } member:
                await members.DeleteAsync(member, sandbox.Clock.GetUtcNow(), revivable: false);
                break;
            case "deletion" when now is null:
                await members.ReviveAsync(step.User!.Value, step.User.Value.Document);
                break;
            case "limit":
                await sandbox.LimitAsync(step.Vendor, step.Limits!);
                break;
            case "credential":
                await sandbox.RevokeAsync(step.Vendor, false);
                break;
            case "fault":
                await sandbox.Faults.DisarmAsync(step.Id);
                break;
        }
    }

    private static string[] Of(Recipe recipe) => [Exists(recipe), Missing(recipe), Deleted(recipe)];

    private static string Exists(Recipe recipe) => $"{recipe.OneMember} exists";

    private static string Missing(Recipe recipe) => $"no {recipe.Noun} exists";

    private static string Deleted(Recipe recipe) => $"the {recipe.Noun} was deleted";

    private static async ValueTask<PactSetUp> OfMemberAsync(
        string state,
        JsonObject parameters,
        Sandbox sandbox,
        Vendor vendor
    )
    {
        var recipe =
            vendor.Recipes.FirstOrDefault(r => Of(r).Contains(state))
            ?? throw RefusedException.Bad(
                $"{vendor.Slug} has no collection that \"{state}\" is about. "
                    + $"Known: {string.Join(", ", Known([vendor]).Select(s => $"\"{s}\""))}."
            );
        var resource = vendor.Resource(recipe);
        return state == Exists(recipe) ? await ExistsAsync(parameters, sandbox, resource)
            : state == Missing(recipe)
                ? new PactSetUp(await GoneAsync(Id(parameters), sandbox, resource, revivable: false))
            : await DeletedAsync(parameters, sandbox, resource);
    }

    private static string? Named(JsonObject parameters) =>
        parameters["id"] is JsonValue id && id.ToString() is { Length: > 0 } text ? text : null;

    private static string Id(JsonObject parameters) =>
        Named(parameters)
        ?? throw RefusedException.Bad(
            NoId + " A pact of specification 1 or 2 has no parameters: V2 cannot say whom this state is about, V3 can."
        );

    private static async ValueTask<PactSetUp> ExistsAsync(JsonObject parameters, Sandbox sandbox, Resource resource)
    {
        if (Named(parameters) is not { } id)
        {
            var instead = await InsteadOfAsync(resource.In(sandbox));
            throw RefusedException.Bad($"{NoId} V2 has no parameters: {instead}");
        }

        var before = await resource.In(sandbox).FindKeyAsync(id);
        var fields = parameters.DeepClone().AsObject();
        fields.Remove("id");
        var body = JsonSerializer.Deserialize(fields.ToJsonString(), ControlJson.Plain.JsonElement);
        var member = await Seeding.PutAsync(sandbox, resource, id, body);
        var undo = new Undo(resource.Vendor, "user", id, before) { Recipe = resource.Recipe };
        return new PactSetUp([undo], await resource.ShowAsync(member.Document, sandbox));
    }

    private static async ValueTask<string> InsteadOfAsync(Collection members) =>
        await members.AtAsync(1) is { } first
        && Population.ValueOf(first.Document, members.Recipe.Indexes[0]) is { } key
            ? $"leave the state out, \"{key}\" is there."
            : "use a pact of V3 or later.";

    private static async ValueTask<PactSetUp> DeletedAsync(JsonObject parameters, Sandbox sandbox, Resource resource)
    {
        var id = Id(parameters);
        var exists = await ExistsAsync(parameters, sandbox, resource);
        return exists with { Undo = [.. await GoneAsync(id, sandbox, resource, revivable: true), .. exists.Undo] };
    }

    private static async ValueTask<Undo[]> GoneAsync(string id, Sandbox sandbox, Resource resource, bool revivable)
    {
        var members = resource.In(sandbox);
        if (await members.FindKeyAsync(id) is not { } member)
            return [];
        await members.DeleteAsync(member, sandbox.Clock.GetUtcNow(), revivable);
        return [new Undo(resource.Vendor, "deletion", id, member) { Recipe = resource.Recipe }];
    }

    private static async ValueTask<Undo> ExhaustedAsync(Sandbox sandbox, Vendor vendor)
    {
        var before = await sandbox.Limiter(vendor).StateAsync();
        // A vendor without a documented limit, or with its limits switched off, still has to be able to throttle.
        var limits = before.Limits.Count > 0 ? before.Limits : [RateLimit.PerWindow(1, TimeSpan.FromMinutes(1))];
        var unused = LimitState.Unused(limits, enabled: true);
        await sandbox.LimitAsync(vendor, unused.Exhausted(sandbox.Clock.GetUtcNow()));
        return new Undo(vendor, "limit", Limits: before);
    }

    private static async ValueTask<Undo> RevokedAsync(Sandbox sandbox, Vendor vendor)
    {
        await sandbox.RevokeAsync(vendor, true);
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
