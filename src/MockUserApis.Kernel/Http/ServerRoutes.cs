using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.State;
using static MockUserApis.Kernel.Http.ControlRoute;

namespace MockUserApis.Kernel.Http;

/// <summary>The server itself, its vendors and their specs.</summary>
internal static class ServerRoutes
{
    public static IEnumerable<ControlRoute> All(
        ControlOperations operations,
        RouteHandlers handlers,
        Misaddressed misaddressed
    ) =>
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
            new(
                ["GET"],
                "/ca.pem",
                "The certificate of the mock's own CA, for clients of --https to trust, without a token.",
                _ =>
                    Task.FromResult<IResult>(
                        TypedResults.Text(operations.Server.CaCertificate(), "application/x-pem-file")
                    )
            )
            {
                // Who is to trust it has no token: a vendor's client. Whoever connects is shown as much.
                IsPublic = true,
                Answers = [Answer(200, "application/x-pem-file"), .. Problems(404)],
            },
            Json(
                "GET",
                "/vendors",
                "The vendors, with address, credential and operations.",
                call => operations.Server.VendorsAsync(call.Addresses)
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
            new(
                ["GET"],
                "/http/{api}.http",
                "Every operation of a vendor as a request that editors run; ?sandbox= says in which sandbox.",
                async call =>
                {
                    await call.FindAsync(call.Query("sandbox") ?? Sandboxes.Default);
                    return TypedResults.Text(
                        await operations.RequestFiles.WriteAsync(call.Api, call.Sandbox, call.Addresses)
                    );
                }
            )
            {
                Answers = [Answer(200, "text/plain"), .. Problems(404)],
            },
            Json(
                "GET",
                "/misaddressed",
                "The last requests that reached neither a vendor nor the control plane, newest first.",
                _ => new ValueTask<IReadOnlyList<MisaddressedView>>(misaddressed.NewestFirst)
            ),
            Done(
                "DELETE",
                "/misaddressed",
                "Forgets them.",
                _ =>
                {
                    misaddressed.Clear();
                    return ValueTask.CompletedTask;
                }
            ),
            Json(
                "GET",
                "/vendors/{api}/rules",
                "A vendor's update table (field × absent, null, value) and its whole ledger, with evidence and "
                    + "reasons.",
                call => ServerOperations.RulesAsync(call.Api),
                404
            ) with
            {
                // Of all answers this one escapes its quotes.
                Run = async call =>
                    TypedResults.Json(await ServerOperations.RulesAsync(call.Api), ControlJson.Default.RulesView),
            },
        ];
}
