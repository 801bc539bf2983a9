using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Operations;

/// <summary>
/// What the sandbox's clients have exercised of the contracts, and which ASSUMED behaviours their answers relied on.
/// </summary>
internal sealed class CoverageOperations(VendorDirectory vendors)
{
    /// <param name="slug">The vendor to look at, or one of its later APIs; null or empty: all.</param>
    public async ValueTask<CoverageView> ShowAsync(Sandbox sandbox, string? slug)
    {
        var covered = new List<VendorCoverage>();
        foreach (var api in Asked(slug))
            covered.Add(await OfAsync(api, sandbox.Coverage(api.Vendor, api.Contract)));
        return new CoverageView(sandbox.Name, Sum(covered.Select(v => v.Score)), covered);
    }

    private IEnumerable<Api> Asked(string? slug)
    {
        if (string.IsNullOrEmpty(slug))
            return vendors.All.SelectMany(v => v.Apis);
        return vendors.BySlug(slug) is { } vendor ? vendor.Apis : [Given.Api(vendors, slug)];
    }

    private static async ValueTask<VendorCoverage> OfAsync(Api api, Coverage coverage)
    {
        var operations = new List<OperationCoverage>();
        foreach (var operation in api.Contract.Operations)
        {
            operations.Add(Of(operation, await coverage.PointsOfAsync(operation)));
        }

        var (assumed, lacked) = (await coverage.AssumedAsync(), await coverage.NotMockedAsync());
        return new VendorCoverage(
            api.Vendor.Slug,
            Sum(operations.Select(o => o.Score)),
            operations,
            [.. assumed.Select(JournalView.Of)],
            [.. lacked.Select(m => new NotMockedCoverage(m.Operation.Method, m.Operation.Path, m.Count))]
        )
        {
            Api = ApiView.NameOf(api),
        };
    }

    private static OperationCoverage Of(Operation operation, IReadOnlyList<(string Point, bool Seen)> seen)
    {
        var points = seen.Select(p => (Parts: p.Point.Split(':', 3), p.Seen)).ToList();
        Dictionary<string, IReadOnlyDictionary<string, bool>> Grid(string kind) =>
            points
                .Where(p => p.Parts[0] == kind)
                .GroupBy(p => p.Parts[1])
                .ToDictionary(
                    g => g.Key,
                    g => (IReadOnlyDictionary<string, bool>)g.ToDictionary(p => p.Parts[2], p => p.Seen)
                );
        return new OperationCoverage(
            operation.Id,
            operation.Method,
            operation.Path,
            points[0].Seen,
            new CoverageScore(points.Count(p => p.Seen), points.Count),
            points.Where(p => p.Parts[0] == "status").ToDictionary(p => p.Parts[1], p => p.Seen),
            Grid("field"),
            Grid("enum")
        );
    }

    private static CoverageScore Sum(IEnumerable<CoverageScore> scores) =>
        scores.Aggregate(new CoverageScore(0, 0), (a, b) => new CoverageScore(a.Seen + b.Seen, a.All + b.All));
}
