using System.Text.Json;

namespace MockUserApis.Kernel.Operations;

/// <summary>How often: exactly, or at least and at most.</summary>
public sealed record TimesRequest(int? Exactly, int? AtLeast, int? AtMost);

/// <summary>POST …/assert: what the exchanges looked for have; <c>Body</c> is a subset of the request's.</summary>
public sealed record AssertRequest(
    string? Vendor,
    string? Operation,
    int? Status,
    string? Key,
    JsonElement? Body,
    TimesRequest? Times
)
{
    /// <summary>The id of the trace that they are part of (W3C Trace Context).</summary>
    public string? Trace { get; init; }
}

/// <summary>An exchange that nearly fits, and what it has otherwise.</summary>
public sealed record NearMiss(string Id, string Method, string Path, int Status, IReadOnlyList<string> Differences);

/// <summary>
/// The outcome: how many fit, what was wanted, and when it failed the nearest misses. Entries that the journal dropped
/// are counted on by vendor, operation, status and key.
/// </summary>
/// <param name="Found">How many fitted surely; those that were dropped are in it, but not in <c>Matching</c>.</param>
/// <param name="Undecidable">True: what was dropped decides it, so that it neither holds nor fails.</param>
/// <param name="Dropped">How many entries the journal dropped for want of room.</param>
/// <param name="FoundAtMost">How many may have fitted, where dropped entries leave that open.</param>
/// <param name="Detail">Of an undecidable one: what to do.</param>
public sealed record AssertView(
    bool Holds,
    long Found,
    string Wanted,
    IReadOnlyList<string> Matching,
    IReadOnlyList<NearMiss> NearestMisses,
    bool? Undecidable = null,
    long? Dropped = null,
    long? FoundAtMost = null,
    string? Detail = null
);
