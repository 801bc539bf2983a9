namespace MockUserApis.Kernel.Diagnoses;

/// <summary>One thing that was wrong, with what the contract wants and how that is known.</summary>
/// <param name="Party">client, spec gap, mock assumption or mock: see the diagnosis.</param>
public sealed record ProblemView(
    string In,
    string Pointer,
    string Expected,
    string Actual,
    string Rule,
    string Evidence,
    string? Reason,
    string Party,
    string? Suggestion
);

/// <summary>Why an exchange was refused or departed from the contract.</summary>
/// <param name="Summary">One sentence: what, and how to put it right.</param>
/// <param name="Party">
/// Whose fault it was: client (the request departs from what the vendor documents), spec gap (the documents are
/// silent), mock assumption (an ASSUMED rule or an armed fault), mock (the vendor has this, the mock does not), browser
/// (it asked on behalf of a page, before the client's own request).
/// </param>
/// <param name="ClosestOperation">When no operation matched, the one that was probably meant.</param>
/// <param name="Spec">Where the spec describes the operation: file and line.</param>
/// <param name="Curl">The request put right; it succeeds when run. Null: there is none that surely would.</param>
public sealed record DiagnosisView(
    string Summary,
    string Party,
    IReadOnlyList<ProblemView> Problems,
    OperationView? ClosestOperation,
    string? Spec,
    string? Curl
);
