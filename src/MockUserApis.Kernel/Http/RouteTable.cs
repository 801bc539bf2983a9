using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Operations;
using static MockUserApis.Kernel.Http.ControlRoute;
using static MockUserApis.Kernel.Http.RouteHandlers;

namespace MockUserApis.Kernel.Http;

/// <summary>Every route of the control plane, in the order of the OpenAPI document.</summary>
internal sealed class RouteTable(ControlOperations operations, ControlPlane control)
{
    private const string User = """{"email":"ada@example.com"}""";

    private static readonly ControlJson Types = ControlJson.Plain;

    private readonly RouteHandlers handlers = new(operations, control);
    private readonly StreamEndpoint stream = new(control.Listeners);

    public IEnumerable<ControlRoute> All =>
        [.. OfServer, .. OfSandboxes, .. OfCollections, .. OfConditions, .. OfJournal, .. OfState];

    private IEnumerable<ControlRoute> OfServer =>
        [
            new(
                [HttpMethods.Get, HttpMethods.Head],
                "/health",
                "Whether a vendor request would succeed, without a token; verbose adds what is held of which bound.",
                handlers.Health
            )
            {
                IsPublic = true,
                Answers = [Answer<HealthView>(200), Answer<HealthView>(503)],
            },
            Json(
                "GET",
                "/vendors",
                "The vendors, with address, credential and operations.",
                call => operations.Server.VendorsAsync(call.Addresses),
                Types.IReadOnlyListVendorView
            ),
            new(
                ["GET"],
                "/openapi/{api}.yaml",
                "A vendor's spec as YAML, its servers set to this mock.",
                async call =>
                    TypedResults.Text(
                        await ServerOperations.YamlSpecAsync(call.Api, call.Addresses),
                        "application/yaml"
                    )
            )
            {
                Answers = [Answer(200, "application/yaml"), .. Problems(404)],
            },
            new(
                ["GET"],
                "/openapi/{api}.json",
                "A vendor's spec as JSON, its servers set to this mock.",
                async call =>
                    TypedResults.Bytes(
                        await ServerOperations.JsonSpecAsync(call.Api, call.Addresses),
                        "application/json"
                    )
            )
            {
                Answers = [Answer(200, "application/json"), .. Problems(404)],
            },
            Json(
                "GET",
                "/misaddressed",
                "The last requests that reached neither a vendor nor the control plane, newest first.",
                _ => new ValueTask<IReadOnlyList<MisaddressedView>>(control.Misaddressed.NewestFirst),
                Types.IReadOnlyListMisaddressedView
            ),
            Done(
                "DELETE",
                "/misaddressed",
                "Forgets them.",
                _ =>
                {
                    control.Misaddressed.Clear();
                    return ValueTask.CompletedTask;
                }
            ),
            // Of all answers this one escapes its quotes.
            Json(
                "GET",
                "/vendors/{api}/rules",
                "A vendor's update table (field × absent, null, value) and its whole ledger, with evidence and reasons.",
                call => ServerOperations.RulesAsync(call.Api),
                ControlJson.Default.RulesView,
                404
            ),
        ];

    private IEnumerable<ControlRoute> OfSandboxes =>
        [
            Json(
                "POST",
                "/sandboxes",
                "Makes a sandbox and issues its credentials.",
                Body(Types.SandboxRequest, SandboxOperations.Example),
                (call, ask) => operations.Sandboxes.CreateAsync(ask, call.Addresses),
                Types.SandboxCreated,
                201,
                400,
                409
            ),
            new(
                ["GET"],
                "/sandboxes",
                "All sandboxes.",
                async call => new JsonList<SandboxView>(
                    await operations.Sandboxes.ListAsync(call.Addresses),
                    Types.SandboxView
                )
            )
            {
                Answers = [Answer<IReadOnlyList<SandboxView>>(200)],
            },
            Json(
                "GET",
                "/sandboxes/{sandbox}",
                "One sandbox.",
                call => operations.Sandboxes.ShowAsync(call.Sandbox, call.Addresses),
                Types.SandboxView,
                404
            ),
            Done(
                "DELETE",
                "/sandboxes/{sandbox}",
                "Drops a sandbox with all that is in it.",
                call => operations.Sandboxes.DropAsync(call.Sandbox),
                404,
                409
            ),
            Done(
                "POST",
                "/sandboxes/{sandbox}/reset",
                "Back to the population; clock, faults, limits and journal too.",
                call => SandboxOperations.ResetAsync(call.Sandbox),
                404
            ),
            Done("POST", "/state", "Saves the file of --state now.", _ => operations.Server.SaveAsync(), 409, 507),
            Json(
                "POST",
                "/pact-states",
                "Sets up or tears down a Pact provider state; vendor=SLUG says whose.",
                PactState,
                (call, ask) => operations.PactStates.ActAsync(call.Sandbox, ask, call.Query("vendor")),
                Types.PactStateView,
                200,
                400,
                404
            ),
        ];

    private static IEnumerable<ControlRoute> OfCollections =>
        [
            .. OfMembers("/sandboxes/{sandbox}/users/{slug}", "user", "Users"),
            Json(
                "GET",
                "/sandboxes/{sandbox}/collections/{slug}",
                "A vendor's collections, the users first: how many members each has, and how many differ.",
                call => MemberOperations.CollectionsAsync(call.Sandbox, call.Vendor),
                Types.IReadOnlyListCollectionView,
                404
            ),
            .. OfMembers("/sandboxes/{sandbox}/collections/{slug}/{collection}", "member", "Members of a collection"),
        ];

    private static IEnumerable<ControlRoute> OfMembers(string path, string one, string all) =>
        [
            new(
                ["GET"],
                path,
                $"{all} in order, after a key; Link and X-Total-Count tell the rest. view=keyed gives {{key, changed, {one}}} "
                    + "each, q=TEXT those whose values have its words, a name, an e-mail address or an id.",
                Members
            )
            {
                Answers = [Answer<JsonElement>(200), .. Problems(400, 404)],
            },
            Written(
                "GET",
                path + "/{key}",
                $"One {one} as the vendor shows it.",
                call => MemberOperations.ShowAsync(call.Sandbox, call.Resource, call.Key),
                404
            ),
            Written(
                "PUT",
                path + "/{key}",
                $"Seeds a {one}: what the body leaves out is generated.",
                Example,
                (call, body) => MemberOperations.PutAsync(call.Sandbox, call.Resource, call.Key, body),
                400,
                404,
                409
            ),
            Written(
                "PATCH",
                path + "/{key}",
                $"Changes a {one} where the body says so; what it leaves out stays.",
                Example,
                (call, body) => MemberOperations.PatchAsync(call.Sandbox, call.Resource, call.Key, body),
                400,
                404,
                409
            ),
            Done(
                "DELETE",
                path + "/{key}",
                $"Removes a {one} for good.",
                call => MemberOperations.RemoveAsync(call.Sandbox, call.Resource, call.Key),
                404
            ),
        ];

    private static string Example(Call call) => call.Resource.Recipe == call.Vendor.Recipe ? User : "{}";

    private IEnumerable<ControlRoute> OfConditions =>
        [
            Json(
                "GET",
                "/sandboxes/{sandbox}/limits/{slug}",
                "A vendor's limit in this sandbox.",
                call => LimitOperations.ShowAsync(call.Sandbox, call.Vendor),
                Types.LimitView,
                404
            ),
            Json(
                "PUT",
                "/sandboxes/{sandbox}/limits/{slug}",
                "Sets a vendor's limit; the count starts anew.",
                Body(Types.LimitRequest, LimitOperations.Example),
                (call, ask) => LimitOperations.SetAsync(call.Sandbox, call.Vendor, ask),
                Types.LimitView,
                200,
                400,
                404
            ),
            Json(
                "GET",
                "/sandboxes/{sandbox}/clock",
                "The sandbox's time.",
                call => ClockOperations.ShowAsync(call.Sandbox),
                Types.ClockView,
                404
            ),
            Json(
                "POST",
                "/sandboxes/{sandbox}/clock",
                "Sets, freezes or advances the sandbox's time.",
                Body(Types.ClockRequest, """{"freeze":true,"advance":"PT1H"}"""),
                (call, ask) => ClockOperations.MoveAsync(call.Sandbox, ask),
                Types.ClockView,
                200,
                400,
                404
            ),
            Written(
                "GET",
                "/sandboxes/{sandbox}/settings/{slug}",
                "A vendor's server settings in this sandbox.",
                call => SettingOperations.ShowAsync(call.Sandbox, call.Vendor),
                404
            ),
            Written(
                "PUT",
                "/sandboxes/{sandbox}/settings/{slug}",
                "Changes some of them.",
                call => SettingOperations.Example(call.Vendor),
                (call, body) => SettingOperations.ChangeAsync(call.Sandbox, call.Vendor, body),
                400,
                404
            ),
            Json(
                "POST",
                "/sandboxes/{sandbox}/faults",
                "Arms a fault.",
                Body(Types.FaultRequest, FaultOperations.Example),
                (call, ask) => operations.Faults.ArmAsync(call.Sandbox, ask),
                Types.FaultView,
                201,
                400,
                404
            ),
            Json(
                "GET",
                "/sandboxes/{sandbox}/faults",
                "The armed faults, oldest first.",
                call => FaultOperations.ListAsync(call.Sandbox),
                Types.IReadOnlyListFaultView,
                404
            ),
            Json(
                "GET",
                "/sandboxes/{sandbox}/faults/{id}",
                "One armed fault.",
                call => FaultOperations.ShowAsync(call.Sandbox, call.Id),
                Types.FaultView,
                404
            ),
            Done(
                "DELETE",
                "/sandboxes/{sandbox}/faults/{id}",
                "Disarms one fault.",
                call => FaultOperations.DisarmAsync(call.Sandbox, call.Id),
                404
            ),
            Done(
                "DELETE",
                "/sandboxes/{sandbox}/faults",
                "Disarms every fault.",
                call => FaultOperations.DisarmAllAsync(call.Sandbox),
                404
            ),
        ];

    private IEnumerable<ControlRoute> OfJournal =>
        [
            new(
                ["GET"],
                "/sandboxes/{sandbox}/requests",
                "The journal, oldest first; vendor, operation, status, since and limit narrow it to the newest that fit; "
                    + "view=summary gives one line each, format=har an HTTP Archive, whole without limit. "
                    + "X-Mock-Dropped says how many the journal dropped for want of room.",
                handlers.Requests
            )
            {
                Answers = [Answer<IReadOnlyList<RequestView>>(200), .. Problems(400, 404)],
            },
            new(
                ["GET"],
                "/sandboxes/{sandbox}/requests/{id}",
                "One exchange, explained: its way through the mock, the user before and after, what was wrong; "
                    + "format=har gives an HTTP Archive.",
                handlers.OneRequest
            )
            {
                Answers = [Answer<RequestView>(200), .. Problems(404)],
            },
            Done(
                "DELETE",
                "/sandboxes/{sandbox}/requests",
                "Empties the journal.",
                call => JournalOperations.ClearAsync(call.Sandbox),
                404
            ),
            new(
                ["GET"],
                "/sandboxes/{sandbox}/requests/stream",
                "The journal live (server-sent events); view=summary gives one line each. A listener that cannot keep "
                    + "up misses the oldest: an event dropped says how many.",
                stream.RunAsync
            )
            {
                Answers = [Answer(200, "text/event-stream"), .. Problems(404, 429)],
            },
            new(
                ["POST"],
                "/sandboxes/{sandbox}/assert",
                "Whether the journal holds the exchanges described; 422 names the nearest misses, or says that it is "
                    + "undecidable, because the journal dropped entries that decide it.",
                handlers.Assert
            )
            {
                Takes = typeof(AssertRequest),
                Answers = [Answer<AssertView>(200), Answer<AssertView>(422), .. Problems(400, 404)],
            },
            new(
                ["GET"],
                "/sandboxes/{sandbox}/coverage",
                "Contract coverage: JSON, or a page by Accept: text/html; vendor narrows it.",
                handlers.Coverage
            )
            {
                Answers = [Answer<CoverageView>(200), Answer(200, "text/html"), .. Problems(404)],
            },
        ];

    private IEnumerable<ControlRoute> OfState =>
        [
            Written(
                "GET",
                "/sandboxes/{sandbox}/snapshot",
                "What differs from the population, as JSON.",
                call => operations.Snapshots.TakeAsync(call.Sandbox),
                404
            ),
            Done(
                "PUT",
                "/sandboxes/{sandbox}/snapshot",
                "Replaces the sandbox's state by a snapshot's.",
                handlers.Restore,
                400,
                404
            ) with
            {
                Takes = typeof(JsonElement),
            },
            Json(
                "POST",
                "/sandboxes/{sandbox}/pact-states",
                "Sets up or tears down a Pact provider state; vendor=SLUG says whose.",
                Body(Types.PactStateRequest, PactStateOperations.Example),
                (call, ask) => operations.PactStates.ActAsync(call.Sandbox, ask, call.Query("vendor")),
                Types.PactStateView,
                200,
                400,
                404
            ),
        ];
}
