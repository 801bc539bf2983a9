using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>
/// The one place that issues credentials. They follow from the sandbox's name, so that anybody who knows the name can
/// work them out: with <c>--sandbox-secret</c> they follow from both. The documented ones are the default sandbox's.
/// </summary>
public sealed class Credentials(MockOptions options)
{
    private const string NoSandbox = "~";

    // Made anew, they would cost a request that departs from the contract one part in eighty.
    private const int MaxKept = 1000;

    private readonly byte[]? secret = options.SandboxSecret is { } text ? Encoding.UTF8.GetBytes(text) : null;
    private readonly ConcurrentDictionary<Place, IReadOnlyList<Issued>> kept = new();

    /// <summary>What opens the sandbox at the vendor, the writing one first; empty when nothing does.</summary>
    public IReadOnlyList<Issued> Of(Vendor vendor, string sandbox)
    {
        var place = new Place(vendor, sandbox);
        if (kept.TryGetValue(place, out var issued))
            return issued;
        if (kept.Count >= MaxKept)
            kept.Clear();
        return kept.GetOrAdd(place, Issue(vendor, sandbox));
    }

    private IReadOnlyList<Issued> Issue(Vendor vendor, string sandbox)
    {
        if (sandbox != Sandboxes.Default)
            return vendor.Issue(Root(sandbox));
        if (options.DefaultCredentials)
            return vendor.Issue(sandbox);
        if (secret is null)
            return [];
        return vendor.Issue(Root(sandbox));
    }

    /// <summary>Whether the sandbox's credentials are the ones that the documents print.</summary>
    public bool IsDocumented(string sandbox) => sandbox == Sandboxes.Default && options.DefaultCredentials;

    /// <summary>The headers of the first of them; empty when nothing opens the sandbox.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers(Vendor vendor, string sandbox) =>
        Of(vendor, sandbox) is [var first, ..] ? first.Headers : [];

    /// <summary>What a sandbox's credentials and tokens come from: its name, or what the secret makes of it.</summary>
    public string Root(string sandbox) =>
        secret is null
            ? sandbox
            : Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(sandbox)));

    /// <summary>The same for the same options, and tells nothing of them: nodes that share a state agree.</summary>
    public string Mark => $"{options.DefaultCredentials} {Root(NoSandbox)}";

    // A class: a dictionary of pairs would be compiled as each test process starts.
    private sealed record Place(Vendor Vendor, string Sandbox);
}
