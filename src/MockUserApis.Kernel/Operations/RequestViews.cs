using System.Text.Json;
using MockUserApis.Kernel.Diagnoses;

namespace MockUserApis.Kernel.Operations;

/// <summary>A journal entry. Bodies are JSON where they parse as JSON, else text; secrets read "[redacted]".</summary>
public sealed record RequestView(
    string Id,
    DateTimeOffset At,
    string Sandbox,
    string Vendor,
    string? Operation,
    string? Key,
    string Method,
    string Path,
    IReadOnlyDictionary<string, string> Headers,
    JsonElement? Body,
    int Status,
    IReadOnlyDictionary<string, string> ResponseHeaders,
    JsonElement? ResponseBody,
    string Evidence,
    IReadOnlyList<FindingView> Findings,
    IReadOnlyList<RuleView> Assumed,
    string? Fault,
    double DurationMs
)
{
    /// <summary>Which of the vendor's APIs was asked; absent: its first.</summary>
    public string? Api { get; init; }

    /// <summary>The id of the trace that it was part of (W3C Trace Context); absent: of none.</summary>
    public string? Trace { get; init; }

    /// <summary>The version that the client spoke: HTTP/1.0, HTTP/1.1 or HTTP/2.</summary>
    public string? Protocol { get; init; }

    /// <summary>
    /// The client left before it had the answer: after how long (ISO 8601). Status 0: before any of it.
    /// </summary>
    public string? Aborted { get; init; }

    /// <summary>
    /// What was wrong, whose fault it was, and a curl that works; on GET …/requests/{id} of a refused or departing
    /// exchange.
    /// </summary>
    public DiagnosisView? Diagnosis { get; init; }

    /// <summary>
    /// The steps that it passed, with the microseconds spent in each; the last one before the answer decided.
    /// </summary>
    public IReadOnlyList<StepView>? Steps { get; init; }

    /// <summary>The user that it changed, as the vendor shows it: before and after.</summary>
    public JsonElement? Before { get; init; }

    public JsonElement? After { get; init; }
}

/// <summary>A journal entry on one line (view=summary): for lists and live views.</summary>
internal sealed record SummaryView(
    string Id,
    DateTimeOffset At,
    string Vendor,
    string? Operation,
    string? Key,
    string Method,
    string Path,
    int Status,
    string Evidence,
    int Findings,
    string? Finding,
    bool Refused,
    string? Fault,
    double DurationMs
)
{
    /// <summary>The client left before it had the answer: after how long (ISO 8601).</summary>
    public string? Aborted { get; init; }

    /// <summary>Which of the vendor's APIs was asked; absent: its first.</summary>
    public string? Api { get; init; }

    /// <summary>The vendor has what was asked for, and the mock does not.</summary>
    public bool NotMocked { get; init; }

    /// <summary>A browser asked on behalf of a page of another origin (CORS).</summary>
    public bool Preflight { get; init; }
}

public sealed record FindingView(
    string In,
    string Pointer,
    string Keyword,
    string Expected,
    string Actual,
    string Rule,
    string Evidence,
    string? Reason,
    bool Refused
);

public sealed record StepView(string Name, double Us);
