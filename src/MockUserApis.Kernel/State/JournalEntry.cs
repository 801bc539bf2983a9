using System.Text.Json.Serialization;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>One exchange as it happened, secrets already redacted. A value: the journal keeps its own copy.</summary>
public readonly record struct JournalEntry
{
    public required long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Vendor { get; init; }

    /// <summary>The id of the API that was asked; null: the vendor's first.</summary>
    public string? Api { get; init; }

    public string? Operation { get; init; }

    /// <summary>The id of the trace that it was part of (W3C Trace Context); null: of none.</summary>
    public string? Trace { get; init; }

    /// <summary>The user's id as the path names it, when the operation has one.</summary>
    public string? Key { get; init; }

    /// <summary>
    /// Of a request that was refused: whether the user that it was to act on was looked for and not there. Null: it was
    /// not refused, or an older entry.
    /// </summary>
    public bool? UserMissing { get; init; }

    /// <summary>
    /// Of a 404, or a 400 where the vendor has none: the collection in which the member that it was to act on was not
    /// there; null: none, or the users.
    /// </summary>
    public string? MissingFrom { get; init; }

    public required string Method { get; init; }

    /// <summary>Path and query as sent.</summary>
    public required string Target { get; init; }

    /// <summary>The version that the client spoke: HTTP/1.0, HTTP/1.1 or HTTP/2; null: an older entry.</summary>
    public string? Protocol { get; init; }

    /// <summary>Null: plain HTTP, or an older entry.</summary>
    public string? Scheme { get; init; }

    /// <summary>The port that it came to.</summary>
    public int Port { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> RequestHeaders { get; init; }

    public required ReadOnlyMemory<byte> RequestBody { get; init; }

    public required int Status { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> ResponseHeaders { get; init; }

    public required ReadOnlyMemory<byte> ResponseBody { get; init; }

    /// <summary>The answer's media type.</summary>
    public string? ContentType { get; init; }

    public required Evidence Evidence { get; init; }

    public required IReadOnlyList<Rule> Assumed { get; init; }

    public required IReadOnlyList<Finding> Findings { get; init; }

    public Refusal? Refusal { get; init; }

    /// <summary>Which credential it came with; null: one that opened nothing, or nobody will ask.</summary>
    public Presented? Presented { get; init; }

    /// <summary>What the vendor has and the mock lacked, for people to read.</summary>
    public string? Lacks { get; init; }

    /// <summary>The fault that acted on it.</summary>
    public string? Fault { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>
    /// The client left before it had its answer: after how long. Status 0: before any of it was sent.
    /// </summary>
    public TimeSpan? Aborted { get; init; }

    // Stored journals have it by the name that it had first.
    [JsonPropertyName("Way")]
    public RequestTimings Timings { get; init; }

    /// <summary>The user that it changed, before and after: references to what the store held.</summary>
    public Document? Before { get; init; }

    public Document? After { get; init; }

    /// <summary>It kept to the contract, and was answered below 400.</summary>
    public bool IsAccepted()
    {
        if (Status is 0 or >= 400)
            return false;
        for (var i = 0; i < Findings.Count; i++)
        {
            if (Findings[i].Breaks || Findings[i].Keyword != "readOnly")
                return false;
        }

        return true;
    }
}
