using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Http;

/// <summary>Pact provider states, at the sandbox and at <c>/_mock/pact-states?sandbox=&amp;vendor=</c>. Teardown undoes setup.</summary>
internal static class PactStateEndpoints
{
    private const string Example = """{"state":"a user exists","params":{"id":"ada"},"action":"setup"}""";

    public static void Map(IEndpointRouteBuilder root, IEndpointRouteBuilder sandbox, ControlPlane control)
    {
        Describe(root.MapPost("/pact-states", (HttpContext http, CancellationToken _) => ActAsync(http.Request.Query["sandbox"] is [{ Length: > 0 } name] ? name : Sandboxes.Default, http, control)));
        Describe(sandbox.MapPost("/pact-states", (string sandbox, HttpContext http) => ActAsync(sandbox, http, control)));
    }

    private static void Describe(RouteHandlerBuilder endpoint) => endpoint.WithSummary("Sets up or tears down a Pact provider state; vendor=SLUG says whose.")
        .Accepts<PactStateRequest>("application/json").Produces<PactStateView>().ProducesProblem(400).ProducesProblem(404);

    private static async Task<IResult> ActAsync(string name, HttpContext http, ControlPlane control)
    {
        var sandbox = control.Sandbox(name);
        var ask = await Ask.Body(http, ControlJson.Plain.PactStateRequest, Example);
        // An interaction without a state: the verifier asks for "" then, and nothing is to be done.
        if (ask.State is "") return TypedResults.Json(new PactStateView("", ask.Action ?? "setup", name), ControlJson.Plain.PactStateView);
        var known = string.Join(", ", PactStates.Known.Select(s => $"\"{s}\""));
        if (ask.State is null || !PactStates.Known.Contains(ask.State)) throw RefusedException.Bad($"state is \"{ask.State}\". Known: {known}.");
        var parameters = ask.Params ?? [];
        var slug = http.Request.Query["vendor"] is [{ Length: > 0 } sent] ? sent : parameters["vendor"]?.ToString();
        IReadOnlyList<Vendor> vendors = slug is null ? control.Vendors.All : [control.Vendor(slug)];
        parameters.Remove("vendor");
        var key = $"{slug}|{ask.State}|{parameters.ToJsonString()}";
        Dictionary<string, JsonElement>? user = null;
        switch (ask.Action ?? "setup")
        {
            case "setup": user = SetUp(sandbox, vendors, ask.State, parameters, key); break;
            case "teardown": foreach (var step in sandbox.PactUndo.Take(key)) PactStates.Tear(step, sandbox); break;
            default: throw RefusedException.Bad($"action is \"{ask.Action}\". Send setup or teardown.");
        }

        var view = new PactStateView(ask.State, ask.Action ?? "setup", name) { User = user };
        return TypedResults.Json(view, ControlJson.Plain.PactStateView);
    }

    // Without a vendor the state holds for every vendor that it can hold for; an id may fit some only. The user that is
    // told is the first one's.
    private static Dictionary<string, JsonElement>? SetUp(
        Sandbox sandbox, IReadOnlyList<Vendor> vendors, string state, JsonObject parameters, string key)
    {
        if (sandbox.PactUndo.Count >= PactUndo.Most)
        {
            throw new RefusedException(
                409, "Too many states",
                $"{PactUndo.Most} steps of states that were set up wait to be undone. Tear states down "
                + $"(\"action\":\"teardown\"), or POST /_mock/sandboxes/{sandbox.Name}/reset.");
        }

        Dictionary<string, JsonElement>? user = null;
        List<IReadOnlyList<Undo>> undos = [];
        var before = sandbox.PactUndo.Take(key);
        try
        {
            RefusedException? last = null;
            foreach (var vendor in vendors)
            {
                try
                {
                    var made = PactStates.SetUp(state, parameters, sandbox, vendor);
                    undos.Insert(0, made.Undo);
                    if (user is not null || made.User is not { } document) continue;
                    user = PactStateView.Scalars(RawJson.Parse(vendor.Api.Show(document, sandbox).Span));
                }
                catch (RefusedException refused) when (vendors.Count > 1)
                {
                    last = refused;
                }
            }

            if (undos.Count == 0) throw last!;
            sandbox.PactUndo.Keep(key, [.. undos.SelectMany(u => u), .. before]);
            return user;
        }
        catch (Exception error) when (error is StoreFullException or RefusedException)
        {
            foreach (var step in undos.SelectMany(u => u)) PactStates.Tear(step, sandbox);
            if (before.Count > 0) sandbox.PactUndo.Keep(key, before);
            throw;
        }
    }
}
