using System.Text.Json;

namespace MockUserApis.Kernel.Operations;

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

internal sealed record SandboxCreated(
    string Name,
    IReadOnlyDictionary<string, string> PrefixUrls,
    IReadOnlyDictionary<string, CredentialView> Credentials
);

internal sealed record SandboxView(
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
