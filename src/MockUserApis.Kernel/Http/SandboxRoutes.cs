using MockUserApis.Kernel.Operations;
using static MockUserApis.Kernel.Http.ControlRoute;
using static MockUserApis.Kernel.Http.RouteHandlers;

namespace MockUserApis.Kernel.Http;

/// <summary>Sandboxes as wholes: made, listed, reset, dropped, saved.</summary>
internal static class SandboxRoutes
{
    public static IEnumerable<ControlRoute> All(ControlOperations operations) =>
        [
            Json(
                "POST",
                "/sandboxes",
                "Makes a sandbox and issues its credentials.",
                Body<SandboxRequest>(SandboxOperations.Example),
                (call, ask) => operations.Sandboxes.CreateAsync(ask, call.Addresses),
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
                    ControlJson.Plain.SandboxView
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
                200,
                400,
                404
            ),
        ];
}
