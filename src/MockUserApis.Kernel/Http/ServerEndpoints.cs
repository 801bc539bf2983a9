using System.Xml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Diagnoses;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Http;

/// <summary>What concerns the server as a whole: health, vendors, specs.</summary>
internal static class ServerEndpoints
{
    public static void Map(IEndpointRouteBuilder root, ControlPlane control)
    {
        root.MapMethods("/health", [HttpMethods.Get, HttpMethods.Head], (HttpContext http) =>
            {
                var status = !control.Readiness.IsReady ? "starting" : control.Sandboxes.IsReachable ? "ready" : "store unavailable";
                var ready = status == "ready";
                var verbose = ready && http.Request.Query.ContainsKey("verbose");
                var view = new HealthView(status, verbose ? control.Held : null);
                return TypedResults.Json(view, ControlJson.Plain.HealthView, statusCode: ready ? 200 : 503);
            })
            .WithMetadata(PublicEndpoint.Mark)
            .WithSummary("Whether a vendor request would succeed, without a token; verbose adds what is held of which bound.")
            .Produces<HealthView>().Produces<HealthView>(503);

        root.MapGet("/vendors", (HttpContext http) =>
                TypedResults.Json(
                    All(control, control.Vendors.For(http.Request)), ControlJson.Plain.IReadOnlyListVendorView))
            .WithSummary("The vendors, with address, credential and operations.").Produces<IReadOnlyList<VendorView>>();

        root.MapGet("/openapi/{slug}.yaml", (string slug, HttpContext http) =>
            {
                var yaml = ServedSpec.Yaml(control.Vendor(slug), control.Vendors.For(http.Request));
                return TypedResults.Text(yaml, "application/yaml");
            })
            .WithSummary("A vendor's spec as YAML, its servers set to this mock.").Produces(200, contentType: "application/yaml").ProducesProblem(404);

        root.MapGet("/openapi/{slug}.json", (string slug, HttpContext http) =>
            {
                var json = ServedSpec.Json(control.Vendor(slug), control.Vendors.For(http.Request));
                return TypedResults.Bytes(json, "application/json");
            })
            .WithSummary("A vendor's spec as JSON, its servers set to this mock.").Produces(200, contentType: "application/json").ProducesProblem(404);
    }

    public static IReadOnlyList<VendorView> All(ControlPlane control, Addresses addresses) =>
        [.. control.Vendors.All.Select(v => View(v, control, addresses))];

    public static LimitView Limit(RateLimiter limiter)
    {
        var all = limiter.Limits.Select(l => One(l, limiter.Enabled)).ToList();
        return all.Count == 0 ? new LimitView(false, null, null, null, null) : all[0] with { Also = all.Count > 1 ? all[1..] : null };
    }

    private static LimitView One(RateLimit limit, bool enabled) => limit.Window is { } window
        ? new LimitView(enabled, limit.Requests, XmlConvert.ToString(window), null, null)
        : new LimitView(enabled, null, null, limit.Requests, limit.RefillPerSecond);

    private static VendorView View(Vendor vendor, ControlPlane control, Addresses addresses) => new(
        vendor.Name, vendor.Slug, vendor.Title, addresses.Url(vendor), addresses.PrefixUrl(vendor),
        SandboxEndpoints.Credential(vendor, Sandboxes.Default, control),
        [.. vendor.Api.Contract.Operations.Select(o =>
            new OperationView(o.Id, o.Method, o.Path, o.Rule.Evidence.ToString(), o.Summary))],
        Limit(new RateLimiter(vendor.Limits, control.Options.RateLimits)),
        vendor.Api.UpdateOperation,
        vendor.Api.Ledger.Count(r => r.Evidence == Evidence.ASSUMED))
    {
        NotMocked = [.. vendor.Api.Contract.NotMocked.Operations
            .Select(o => new NotMockedView(o.Method, o.Path, o.Rule.Evidence.ToString(), o.Summary))],
    };
}
