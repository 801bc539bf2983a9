using MockUserApis.Kernel.Operations;
using static MockUserApis.Kernel.Http.ControlRoute;
using static MockUserApis.Kernel.Http.RouteHandlers;

namespace MockUserApis.Kernel.Http;

/// <summary>What a sandbox's calls run under: limits, clock, settings, faults.</summary>
internal static class ConditionRoutes
{
    public static IEnumerable<ControlRoute> All(ControlOperations operations) =>
        [
            Json(
                "GET",
                "/sandboxes/{sandbox}/limits/{slug}",
                "A vendor's limit in this sandbox.",
                call => LimitOperations.ShowAsync(call.Sandbox, call.Vendor),
                404
            ),
            Json(
                "PUT",
                "/sandboxes/{sandbox}/limits/{slug}",
                "Sets a vendor's limit; the count starts anew.",
                Body<LimitRequest>(LimitOperations.Example),
                (call, ask) => LimitOperations.SetAsync(call.Sandbox, call.Vendor, ask),
                200,
                400,
                404
            ),
            Json(
                "GET",
                "/sandboxes/{sandbox}/clock",
                "The sandbox's time.",
                call => ClockOperations.ShowAsync(call.Sandbox),
                404
            ),
            Json(
                "POST",
                "/sandboxes/{sandbox}/clock",
                "Sets, freezes or advances the sandbox's time.",
                Body<ClockRequest>("""{"freeze":true,"advance":"PT1H"}"""),
                (call, ask) => ClockOperations.MoveAsync(call.Sandbox, ask),
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
                Body<FaultRequest>(FaultOperations.Example),
                (call, ask) => operations.Faults.ArmAsync(call.Sandbox, ask),
                201,
                400,
                404
            ),
            Json(
                "GET",
                "/sandboxes/{sandbox}/faults",
                "The armed faults, oldest first.",
                call => FaultOperations.ListAsync(call.Sandbox),
                404
            ),
            Json(
                "GET",
                "/sandboxes/{sandbox}/faults/{id}",
                "One armed fault.",
                call => FaultOperations.ShowAsync(call.Sandbox, call.Id),
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
}
