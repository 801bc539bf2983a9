using System.Diagnostics;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Testing;

/// <summary>
/// How a mock is started. The defaults are the command line's, save that the system chooses every port.
/// </summary>
public sealed class MockApisOptions
{
    /// <summary>No socket: requests go through an <see cref="HttpMessageHandler"/> straight into the mock.</summary>
    public bool InProcess { get; set; }

    /// <summary>
    /// The addresses are https, with HTTP/2 for who asks for it, and the handlers and clients of this package trust the
    /// CA of this mock and no other. The same ports still speak plain HTTP. Needs sockets.
    /// </summary>
    public bool Https { get; set; }

    /// <summary>The base port; the vendors' own ports follow it. 0: the system chooses every port.</summary>
    public int Port { get; set; }

    /// <summary>Same seed, same users.</summary>
    public long Seed { get; set; } = 1;

    /// <summary>Users a vendor.</summary>
    public long Population { get; set; } = 1000;

    /// <summary>The documented contract to the letter, or what real clients get away with.</summary>
    public Profile Profile { get; set; }

    /// <summary>The vendors' own rate limits.</summary>
    public bool RateLimits { get; set; } = true;

    /// <summary>Every well-formed credential opens the default sandbox.</summary>
    public bool AnyCredential { get; set; }

    /// <summary>
    /// The most requests that each sandbox keeps, the newest; an update with its answer takes about 3 kB. Of older ones
    /// assertions know vendor, operation, status and key; one that needs more fails and says so.
    /// </summary>
    public int JournalEntries { get; set; } = 10_000;

    /// <summary>The most bytes that the requests of all sandboxes take; the oldest of all give way.</summary>
    public long JournalBytes { get; set; } = 512L << 20;

    /// <summary>Names or slugs of the vendors to serve; empty: all.</summary>
    public IList<string> Vendors { get; } = [];

    [StackTraceHidden]
    internal void Check()
    {
        Refused.Unless(Port is >= 0 and <= ushort.MaxValue, $"Port is {Port}. Give 0 to {ushort.MaxValue}.");
        Refused.Unless(!Https || !InProcess, "Https is for sockets, and InProcess has none. Leave one of them out.");
        Refused.Unless(Population >= 0, $"Population is {Population}. Give 0 or more.");
        Refused.Unless(JournalEntries > 0, $"JournalEntries is {JournalEntries}. Give 1 or more.");
        Refused.Unless(JournalBytes > 0, $"JournalBytes is {JournalBytes}. Give 1 or more.");
    }

    internal MockOptions ToKernel(IReadOnlyList<Vendor> known) =>
        new()
        {
            Port = Port,
            Https = Https,
            Seed = Seed,
            Population = Population,
            Profile = Profile,
            RateLimits = RateLimits,
            AnyCredential = AnyCredential,
            JournalEntries = JournalEntries,
            JournalBytes = JournalBytes,
            JournalTotalBytes = JournalBytes,
            Vendors = [.. Vendors.Select(v => known.FirstOrDefault(k => k.Name == v)?.Slug ?? v)],
        };
}
