using System.Text.Json;
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
    public string MediaType { get; init; } = Operation.JsonType;

    /// <summary>The body that was JSON until now as the file in it, where that may be sent alone.</summary>
    public CorrectedRequest WithFile(BareFile file)
    {
        if (Body is not { } json || MediaType == file.MediaType)
            return this;
        using var form = JsonDocument.Parse(json);
        var text = form.RootElement.TryGetProperty(file.Part, out var part) ? part.ToString() : "";
        return this with { Body = text, MediaType = file.MediaType };
    }

    public string Curl(string address)
    {
        var headers = Body is null ? Headers : [.. Headers, new("Content-Type", MediaType)];
        return Diagnoses.Curl.Of(Method, address + Path + Query, headers, Body);
    }
}
