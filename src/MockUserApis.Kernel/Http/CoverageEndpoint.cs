using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Http;

/// <summary>What the sandbox's clients have exercised of the contracts, and which ASSUMED behaviours their answers relied on.</summary>
internal static class CoverageEndpoint
{
    public static void Map(IEndpointRouteBuilder sandbox, ControlPlane control) =>
        sandbox.MapGet("/coverage", IResult (string sandbox, HttpContext http) =>
        {
            var view = View(control.Sandbox(sandbox), control, http.Request.Query["vendor"]);
            return http.Request.GetTypedHeaders().Accept.Any(a => a.MediaType == "text/html")
                ? CoveragePage.Of(view, http) : TypedResults.Json(view, ControlJson.Plain.CoverageView);
        }).WithSummary("Contract coverage: JSON, or a page by Accept: text/html; vendor narrows it.")
            .Produces<CoverageView>().Produces(200, contentType: "text/html").ProducesProblem(404);

    private static CoverageView View(Sandbox sandbox, ControlPlane control, string? slug)
    {
        var asked = string.IsNullOrEmpty(slug) ? control.Vendors.All : [control.Vendor(slug)];
        var vendors = asked.Select(v => Of(v, sandbox.Coverage(v, v.Api.Contract))).ToList();
        return new CoverageView(sandbox.Name, Sum(vendors.Select(v => v.Score)), vendors);
    }

    private static VendorCoverage Of(Vendor vendor, Coverage coverage)
    {
        var operations = vendor.Api.Contract.Operations.Select(o => Of(o, coverage)).ToList();
        return new VendorCoverage(
            vendor.Slug, Sum(operations.Select(o => o.Score)), operations, [.. coverage.Assumed.Select(JournalView.Of)],
            [.. coverage.NotMocked.Select(m => new NotMockedCoverage(m.Operation.Method, m.Operation.Path, m.Count))]);
    }

    private static OperationCoverage Of(Operation operation, Coverage coverage)
    {
        var points = coverage.PointsOf(operation).Select(p => (Parts: p.Point.Split(':', 3), p.Seen)).ToList();
        Dictionary<string, IReadOnlyDictionary<string, bool>> Grid(string kind) => points.Where(p => p.Parts[0] == kind).GroupBy(p => p.Parts[1])
            .ToDictionary(g => g.Key, g => (IReadOnlyDictionary<string, bool>)g.ToDictionary(p => p.Parts[2], p => p.Seen));
        return new OperationCoverage(
            operation.Id, operation.Method, operation.Path, points[0].Seen, new CoverageScore(points.Count(p => p.Seen), points.Count),
            points.Where(p => p.Parts[0] == "status").ToDictionary(p => p.Parts[1], p => p.Seen), Grid("field"), Grid("enum"));
    }

    private static CoverageScore Sum(IEnumerable<CoverageScore> scores) =>
        scores.Aggregate(new CoverageScore(0, 0), (a, b) => new CoverageScore(a.Seen + b.Seen, a.All + b.All));
}
