using System.Xml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Http;

/// <summary>Arm, list and disarm faults.</summary>
internal static class FaultEndpoints
{
    private const string Example = """{"vendor":"SLUG","kind":"status","status":503,"times":2}""";

    public static void Map(IEndpointRouteBuilder sandbox, ControlPlane control)
    {
        sandbox.MapPost("/faults", async Task<IResult> (string sandbox, HttpContext http, CancellationToken _) =>
        {
            var box = control.Sandbox(sandbox);
            FaultBound.MakeSure(box);
            var armed = box.Faults.Arm(Read(await Ask.Body(http, ControlJson.Plain.FaultRequest, Example), control));
            return TypedResults.Json(View(armed, armed.Times), ControlJson.Plain.FaultView, statusCode: 201);
        }).WithSummary("Arms a fault.").Accepts<FaultRequest>("application/json").Produces<FaultView>(201).ProducesProblem(400).ProducesProblem(404);
        sandbox.MapGet("/faults", (string sandbox) =>
                TypedResults.Json<IReadOnlyList<FaultView>>([.. control.Sandbox(sandbox).Faults.All.Select(f => View(f.Fault, f.Left))], ControlJson.Plain.IReadOnlyListFaultView))
            .WithSummary("The armed faults, oldest first.").Produces<IReadOnlyList<FaultView>>().ProducesProblem(404);
        sandbox.MapGet("/faults/{id}", (string sandbox, string id) =>
        {
            var found = control.Sandbox(sandbox).Faults.All.FirstOrDefault(f => f.Fault.Id == id);
            return found.Fault is null ? throw NoFault(sandbox, id) : TypedResults.Json(View(found.Fault, found.Left), ControlJson.Plain.FaultView);
        }).WithSummary("One armed fault.").Produces<FaultView>().ProducesProblem(404);
        sandbox.MapDelete("/faults/{id}", (string sandbox, string id) =>
            control.Sandbox(sandbox).Faults.Disarm(id) ? TypedResults.NoContent() : throw NoFault(sandbox, id))
            .WithSummary("Disarms one fault.").Produces(204).ProducesProblem(404);
        sandbox.MapDelete("/faults", (string sandbox) =>
        {
            control.Sandbox(sandbox).Faults.Clear();
            return TypedResults.NoContent();
        }).WithSummary("Disarms every fault.").Produces(204).ProducesProblem(404);
    }

    private static RefusedException NoFault(string sandbox, string id) =>
        RefusedException.NotFound("fault", $"No fault \"{id}\" is armed in \"{sandbox}\": it was never, or it has acted as often as it should. GET /_mock/sandboxes/{sandbox}/faults lists what is.");

    internal static Fault Read(FaultRequest ask, ControlPlane control)
    {
        var vendor = ask.Vendor is { } slug ? control.Vendor(slug) : null;
        var vendors = vendor is null ? control.Vendors.All : [vendor];
        var operations = vendors.SelectMany(v => v.Apis)
            .SelectMany(a => a.Contract.Operations).Select(o => o.Id).ToList();
        if (ask.Operation is { } operation && !operations.Contains(operation)) throw RefusedException.Bad($"There is no operation \"{operation}\". Known: {string.Join(", ", operations.Distinct())}.");
        if (FaultTraits.Named(ask.Kind) is not { } kind)
        {
            throw RefusedException.Bad(
                $"kind is \"{ask.Kind}\". Send one of {string.Join(", ", FaultTraits.Names)}, for example {Example}.");
        }

        var traits = FaultTraits.Of(kind);
        if (traits.NeedsStatus && ask.Status is not (>= 200 and <= 599))
        {
            throw RefusedException.Bad("A fault of kind status needs status, from 200 to 599, for example 503.");
        }

        if (traits.NeedsDelay && ask.Delay is null)
        {
            throw RefusedException.Bad($"A fault of kind {ask.Kind} needs delay, an ISO 8601 duration such as PT2S.");
        }

        if (ask.Times is < 1) throw RefusedException.Bad("times must be 1 or more; leave it out for a fault that acts until it is deleted.");
        if (ask.Rate is not null and not (> 0 and <= 1)) throw RefusedException.Bad("rate must be more than 0 and at most 1.");
        var delay = ask.Delay is { } text ? Ask.Duration(text, "delay") : TimeSpan.Zero;
        if (delay < TimeSpan.Zero || delay > Fault.LongestDelay)
        {
            throw RefusedException.Bad("delay must be from PT0S to P365D.");
        }

        return new Fault(kind)
        {
            Vendor = ask.Vendor,
            Operation = ask.Operation,
            Key = ask.Key,
            Status = ask.Status ?? 0,
            Delay = delay,
            Times = ask.Times,
            Rate = ask.Rate,
        };
    }

    private static FaultView View(Fault fault, int? left) => new(
        fault.Id, fault.Vendor, fault.Operation, fault.Key, fault.Traits.Name,
        fault.Traits.NeedsStatus ? fault.Status : null,
        fault.Delay > TimeSpan.Zero ? XmlConvert.ToString(fault.Delay) : null, fault.Times, left, fault.Rate);
}
