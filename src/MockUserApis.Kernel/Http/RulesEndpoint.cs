using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Diagnoses;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Http;

/// <summary>A vendor's rules as data: what the Rules page shows and a colleague can read.</summary>
internal static class RulesEndpoint
{
    public static void Map(IEndpointRouteBuilder root, ControlPlane control) =>
        root.MapGet("/vendors/{slug}/rules", (string slug) => TypedResults.Json(View(control.Vendor(slug)), ControlJson.Default.RulesView))
            .WithSummary("A vendor's update table (field × absent, null, value) and its whole ledger, with evidence and reasons.")
            .Produces<RulesView>().ProducesProblem(404);

    private static RulesView View(Vendor vendor)
    {
        var update = vendor.Api.Updating;
        return new RulesView(
            vendor.Slug, vendor.Title, new OperationView(update.Id, update.Method, update.Path, update.Rule.Evidence.ToString(), update.Summary),
            [.. vendor.Api.UpdateRules.All.Select(f =>
                new FieldRuleView(f.Name, f.Into, Of(f.Absent), Of(f.Null), Of(f.Value)))],
            [.. vendor.Api.Waivers.Select(w => new WaiverView(w.Pointer, w.Keyword, JournalView.Of(w.Rule)))],
            [.. vendor.Api.Ledger.Select(JournalView.Of)]);
    }

    private static CellView Of(Cell cell) => new(cell.Effect.ToString(), JournalView.Of(cell.Rule));
}
