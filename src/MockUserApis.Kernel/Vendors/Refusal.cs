using System.Text.Json.Serialization;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Vendors;

/// <summary>
/// Why the kernel turned a request away, before a vendor's wording. The vendor's API maps each kind to that
/// vendor's own status, headers and body.
/// </summary>
public abstract record Refusal
{
    /// <summary>No credential was sent at all.</summary>
    public sealed record NoCredential : Refusal;

    /// <summary>A credential was sent and opens nothing: unknown, malformed or revoked.</summary>
    public sealed record BadCredential : Refusal;

    /// <summary>The credential may read but the operation writes.</summary>
    public sealed record ReadOnlyCredential : Refusal;

    /// <summary>No operation has this path, whatever the method.</summary>
    public sealed record NoSuchPath(string Path) : Refusal;

    /// <summary>The path exists with other methods.</summary>
    public sealed record WrongMethod(string Method, IReadOnlyList<string> Allowed) : Refusal;

    /// <summary>The body's media type is not one the operation reads; <c>null</c> when none was declared.</summary>
    public sealed record WrongMediaType(string? Sent) : Refusal;

    /// <summary>The body is compressed, or otherwise not sent as it is.</summary>
    public sealed record WrongEncoding(string Sent) : Refusal;

    /// <summary>The body is longer than <c>--max-body</c>.</summary>
    public sealed record TooLarge(long Limit) : Refusal;

    /// <summary>The body is not JSON (or is missing): what is wrong, and where in the text it broke.</summary>
    public sealed record Malformed(string Problem, long Line, long Column) : Refusal
    {
        /// <summary>The rule that it breaks beside the syntax of JSON; null: none.</summary>
        public Rule? Rule { get; init; }

        /// <summary>The problem, and its place in the text.</summary>
        [JsonIgnore]
        public string Where => $"{Problem} (line {Line}, column {Column})";
    }

    /// <summary>JSON that breaks the contract; never empty, first finding first.</summary>
    public sealed record Broken(IReadOnlyList<Finding> Findings) : Refusal;

    /// <summary>The sandbox's rate limit is used up.</summary>
    public sealed record Throttled(Allowance Allowance) : Refusal;

    /// <summary>An armed fault asks for this status in the vendor's shape.</summary>
    public sealed record Injected(int Status) : Refusal;
}
