using MockUserApis.Kernel.Contract;

namespace MockUserApis.Kernel.Diagnoses;

/// <summary>A request that a diagnosis may hand out.</summary>
/// <param name="Path">Percent-encoded, as the vendor's address takes it.</param>
/// <param name="Query">With its question mark; empty when there is none.</param>
internal sealed record CorrectedRequest(
    Operation Operation,
    string Method,
    string Path,
    string Query,
    IReadOnlyList<KeyValuePair<string, string>> Headers,
    string? Body
)
{
    /// <summary>Of the body.</summary>
    public string MediaType { get; init; } = "application/json";

    public string Curl(string address)
    {
        var headers = Body is null ? Headers : [.. Headers, new("Content-Type", MediaType)];
        return Diagnoses.Curl.Of(Method, address + Path + Query, headers, Body);
    }
}
