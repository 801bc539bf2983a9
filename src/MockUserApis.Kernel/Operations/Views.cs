using System.Text.Json;
using MockUserApis.Kernel.Diagnoses;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Operations;

/// <summary>GET /_mock/health; <c>Held</c> with verbose.</summary>
public sealed record HealthView(string Status, IReadOnlyList<Holding>? Held = null)
{
    internal const string Ready = "ready";
}

/// <summary>The headers that open a sandbox.</summary>
public sealed record CredentialView(IReadOnlyDictionary<string, string> Headers)
{
    internal static CredentialView Of(Credentials credentials, Vendor vendor, string sandbox) =>
        new(credentials.Headers(vendor, sandbox).ToDictionary(h => h.Key, h => h.Value));
}

/// <summary>
/// A limit: requests in each window (ISO 8601 duration), or a bucket's capacity refilled each second.
/// </summary>
public sealed record LimitView(
    bool Enabled,
    long? Requests,
    string? Window,
    long? Capacity,
    double? RefillPerSecond,
    IReadOnlyList<LimitView>? Also = null
);

public sealed record VendorView(
    string Name,
    string Slug,
    string Title,
    string Url,
    string PrefixUrl,
    CredentialView Credential,
    IReadOnlyList<OperationView> Operations,
    LimitView RateLimit,
    string UpdateOperation,
    int Assumed
)
{
    /// <summary>What the vendor has and the mock lacks.</summary>
    public IReadOnlyList<NotMockedView> NotMocked { get; init; } = [];

    /// <summary>All of its APIs, of which the first is the one above.</summary>
    public IReadOnlyList<ApiView> Apis { get; init; } = [];

    /// <summary>Where the vendor's documents say that it listens; a part that a customer chooses is <c>*</c>.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];
}

public sealed record NotMockedView(string Method, string Path, string Evidence, string Summary);

/// <summary>
/// POST /_mock/sandboxes. <c>Clock</c> is an instant or the body of POST …/clock; <c>RateLimits</c> true, false, "on"
/// or "off"; <c>Ttl</c> ISO 8601.
/// </summary>
public sealed record SandboxRequest(
    string? Name,
    long? Seed,
    long? Population,
    string? Profile,
    JsonElement? RateLimits,
    JsonElement? Clock,
    string? Ttl
);

public sealed record SandboxCreated(
    string Name,
    IReadOnlyDictionary<string, string> PrefixUrls,
    IReadOnlyDictionary<string, CredentialView> Credentials
);

public sealed record SandboxView(
    string Name,
    long Seed,
    long Population,
    string Profile,
    bool RateLimits,
    DateTimeOffset Created,
    DateTimeOffset? Expires,
    IReadOnlyDictionary<string, string> PrefixUrls,
    IReadOnlyDictionary<string, CredentialView> Credentials
);

/// <summary>
/// PUT …/limits/{slug}: requests and window, or capacity and refillPerSecond; enabled alone switches the vendor's own
/// limit.
/// </summary>
public sealed record LimitRequest(
    bool? Enabled,
    long? Requests,
    string? Window,
    long? Capacity,
    double? RefillPerSecond
);

public sealed record ClockView(DateTimeOffset Now, bool Frozen);

/// <summary>
/// POST …/clock: set (ISO 8601 instant), freeze or run on, advance (ISO 8601 duration), in this order.
/// </summary>
public sealed record ClockRequest(DateTimeOffset? Now, bool? Freeze, string? Advance);

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

public sealed record RuleView(string Name, string Evidence, string? Reason);

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
    /// The stations that it passed, with the microseconds spent in each; the last one before the answer decided.
    /// </summary>
    public IReadOnlyList<StepView>? Steps { get; init; }

    /// <summary>The user that it changed, as the vendor shows it: before and after.</summary>
    public JsonElement? Before { get; init; }

    public JsonElement? After { get; init; }
}

public sealed record StepView(string Name, double Us);

/// <summary>A journal entry on one line (view=summary): for lists and live views.</summary>
public sealed record SummaryView(
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

/// <summary>One field of the update table: what leaving it out, null and a value do.</summary>
public sealed record FieldRuleView(string Name, string Into, CellView Absent, CellView Null, CellView Value);

public sealed record CellView(string Effect, RuleView Rule);

/// <summary>
/// GET /_mock/vendors/{slug}/rules: the update table, what lenient waives, and every rule with its evidence.
/// </summary>
public sealed record RulesView(
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

public sealed record WaiverView(string Pointer, string Keyword, RuleView Rule);
