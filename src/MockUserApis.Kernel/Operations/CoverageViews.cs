namespace MockUserApis.Kernel.Operations;

/// <summary>Points seen of points there are.</summary>
internal sealed record CoverageScore(int Seen, int All)
{
    public double Percent => All == 0 ? 100 : Math.Round(100.0 * Seen / All, 1);
}

/// <summary>One operation: statuses, fields as absent, null and value, and enum words, each seen or not.</summary>
internal sealed record OperationCoverage(
    string Id,
    string Method,
    string Path,
    bool Called,
    CoverageScore Score,
    IReadOnlyDictionary<string, bool> Statuses,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, bool>> Fields,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, bool>> Enums
);

/// <summary>What the vendor has and the mock lacks, and how often it was asked for.</summary>
internal sealed record NotMockedCoverage(string Method, string Path, long Count);

/// <param name="NotMocked">What was asked for and the mock lacks: it counts in no score.</param>
internal sealed record VendorCoverage(
    string Vendor,
    CoverageScore Score,
    IReadOnlyList<OperationCoverage> Operations,
    IReadOnlyList<RuleView> Assumed,
    IReadOnlyList<NotMockedCoverage> NotMocked
)
{
    /// <summary>Which of the vendor's APIs it is of, where it has several.</summary>
    public string? Api { get; init; }
}

/// <summary>GET …/coverage.</summary>
internal sealed record CoverageView(string Sandbox, CoverageScore Total, IReadOnlyList<VendorCoverage> Vendors);
