using System.Text.Json;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.State;

namespace MockUserApis.Testing;

/// <summary>How a sandbox is made; what is null is the server's.</summary>
public sealed class MockSandboxOptions
{
    /// <summary>Letters, digits, dots, dashes, underscores; null: a free name.</summary>
    public string? Name { get; set; }

    /// <summary>Same seed, same users.</summary>
    public long? Seed { get; set; }

    /// <summary>Users a vendor.</summary>
    public long? Population { get; set; }

    /// <summary>The documented contract to the letter, or what real clients get away with.</summary>
    public Profile? Profile { get; set; }

    /// <summary>The vendors' own rate limits.</summary>
    public bool? RateLimits { get; set; }

    internal SandboxRequest ToRequest()
    {
        JsonElement? limits = RateLimits is { } isOn ? RawJson.Parse(isOn ? "true"u8 : "false"u8) : null;
        return new SandboxRequest(Name, Seed, Population, Profile?.ToString().ToLowerInvariant(), limits, null, null);
    }
}
