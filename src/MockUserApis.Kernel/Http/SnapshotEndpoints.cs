using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Files;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Http;

/// <summary>A sandbox's changes out and in, and saving the state file on demand.</summary>
internal static class SnapshotEndpoints
{
    public static void Map(IEndpointRouteBuilder root, IEndpointRouteBuilder sandbox, ControlPlane control)
    {
        sandbox.MapGet("/snapshot", (string sandbox) =>
            {
                var box = control.Sandbox(sandbox);
                return TypedResults.Bytes(RawJson.Write(json => Snapshot.Write(json, box, control.Vendors.All)), "application/json");
            }).WithSummary("What differs from the population, as JSON.").Produces<JsonElement>().ProducesProblem(404);
        sandbox.MapPut("/snapshot", async Task<IResult> (string sandbox, HttpContext http, CancellationToken _) =>
        {
            var box = control.Sandbox(sandbox);
            try
            {
                await Ask.Snapshot(http, json => Snapshot.Read(json, box, control.Vendors.All));
            }
            catch (FormatException error)
            {
                throw RefusedException.Bad(error.Message);
            }

            return TypedResults.NoContent();
        }).WithSummary("Replaces the sandbox's state by a snapshot's.").Accepts<JsonElement>("application/json").Produces(204).ProducesProblem(400).ProducesProblem(404);
        root.MapPost("/state", () =>
        {
            var path = control.Options.State ?? throw new RefusedException(409, "No state file", "The server was started without --state FILE, so there is nowhere to save to.");
            try
            {
                StateFile.Save(path, control.Sandboxes, control.Vendors.All);
            }
            catch (OutputFileException error)
            {
                const string fix = "Make room or put its folder back, then save again.";
                throw new RefusedException(507, "State not saved", $"{error.Message} {fix}");
            }

            return TypedResults.NoContent();
        }).WithSummary("Saves the file of --state now.").Produces(204).ProducesProblem(409).ProducesProblem(507);
    }
}
