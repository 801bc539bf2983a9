using MockUserApis.Kernel.Diagnoses;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Operations;

/// <summary>GET /_mock/health; <c>Held</c> with verbose.</summary>
internal sealed record HealthView(string Status, IReadOnlyList<Holding>? Held = null)
{
    internal const string Ready = "ready";
}

/// <summary>The headers that open a sandbox.</summary>
internal sealed record CredentialView(IReadOnlyDictionary<string, string> Headers)
{
    internal static CredentialView Of(Credentials credentials, Vendor vendor, string sandbox) =>
        new(credentials.Headers(vendor, sandbox).ToDictionary(h => h.Key, h => h.Value));
}

internal sealed record VendorView(
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

    /// <summary>The file with the certificate of the mock's own CA, for clients to trust.</summary>
    public string? CaFile { get; init; }
}

internal sealed record NotMockedView(string Method, string Path, string Evidence, string Summary);
