using System.Text.Json;
using MockUserApis.Kernel.Operations;
using static MockUserApis.Kernel.Http.ControlRoute;
using static MockUserApis.Kernel.Http.RouteHandlers;

namespace MockUserApis.Kernel.Http;

/// <summary>A sandbox's state as a whole: snapshot and Pact provider states.</summary>
internal static class SnapshotRoutes
{
    public static IEnumerable<ControlRoute> All(ControlOperations operations, RouteHandlers handlers) =>
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
                Body<PactStateRequest>(PactStateOperations.Example),
                (call, ask) => operations.PactStates.ActAsync(call.Sandbox, ask, call.Query("vendor")),
                200,
                400,
                404
            ),
        ];
}
