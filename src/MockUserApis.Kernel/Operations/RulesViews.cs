using MockUserApis.Kernel.Diagnoses;

namespace MockUserApis.Kernel.Operations;

/// <summary>
/// GET /_mock/vendors/{slug}/rules: the update table, what lenient waives, and every rule with its evidence.
/// </summary>
internal sealed record RulesView(
    string Vendor,
    string Title,
    OperationView Operation,
    IReadOnlyList<FieldRuleView> Fields,
    IReadOnlyList<WaiverView> Waivers,
    IReadOnlyList<RuleView> Ledger
)
{
    /// <summary>Which of the vendor's APIs they are of, where it has several.</summary>
    public string? Api { get; init; }
}

/// <summary>One field of the update table: what leaving it out, null and a value do.</summary>
/// <param name="Also">Its further rules: of a value that differs from the path's, of keys below it.</param>
internal sealed record FieldRuleView(
    string Name,
    string Into,
    CellView Absent,
    CellView Null,
    CellView Value,
    IReadOnlyList<RuleView> Also
);

internal sealed record CellView(string Effect, RuleView Rule);

internal sealed record WaiverView(string Pointer, string Keyword, RuleView Rule);

public sealed record RuleView(string Name, string Evidence, string? Reason);
