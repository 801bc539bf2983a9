using System.Diagnostics;
using MockUserApis.Configuration;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Testing;

/// <summary>
/// How a mock is started. The defaults are the command line's, save that the system chooses every port. What is set
/// here comes before what <see cref="Config"/> says.
/// </summary>
public sealed class MockApisOptions
{
    private static readonly MockOptions Otherwise = new()
    {
        Port = 0,
        JournalEntries = 10_000,
        JournalBytes = 512L << 20,
    };

    private long? seed;
    private long? population;
    private Profile? profile;
    private bool? rateLimits;
    private bool? anyCredential;
    private int? journalEntries;
    private long? journalBytes;

    /// <summary>
    /// A configuration file, as <c>mock-user-apis serve --config</c> takes it: its options and sandboxes. Ports and
    /// what the server writes are left to the test. A relative path begins in the current folder, or else beside the
    /// test's assembly.
    /// </summary>
    public string? Config { get; set; }

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
    public long Seed
    {
        get => seed ?? Otherwise.Seed;
        set => seed = value;
    }

    /// <summary>Users a vendor.</summary>
    public long Population
    {
        get => population ?? Otherwise.Population;
        set => population = value;
    }

    /// <summary>The documented contract to the letter, or what real clients get away with.</summary>
    public Profile Profile
    {
        get => profile ?? Otherwise.Profile;
        set => profile = value;
    }

    /// <summary>The vendors' own rate limits.</summary>
    public bool RateLimits
    {
        get => rateLimits ?? Otherwise.RateLimits;
        set => rateLimits = value;
    }

    /// <summary>Every well-formed credential opens the default sandbox.</summary>
    public bool AnyCredential
    {
        get => anyCredential ?? Otherwise.AnyCredential;
        set => anyCredential = value;
    }

    /// <summary>
    /// The most requests that each sandbox keeps, the newest; an update with its answer takes about 3 kB. Of older ones
    /// assertions know vendor, operation, status and key; one that needs more fails and says so.
    /// </summary>
    public int JournalEntries
    {
        get => journalEntries ?? Otherwise.JournalEntries;
        set => journalEntries = value;
    }

    /// <summary>The most bytes that the requests of all sandboxes take; the oldest of all give way.</summary>
    public long JournalBytes
    {
        get => journalBytes ?? Otherwise.JournalBytes;
        set => journalBytes = value;
    }

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

    internal MockOptions ToKernel(IReadOnlyList<Vendor> known, ConfigFile? file)
    {
        var given = file?.Over(Otherwise) ?? Otherwise;
        List<string> served = [.. Vendors.Select(v => known.FirstOrDefault(k => k.Name == v)?.Slug ?? v)];
        return given with
        {
            Port = Port,
            Https = Https,
            Seed = seed ?? given.Seed,
            Population = population ?? given.Population,
            Profile = profile ?? given.Profile,
            RateLimits = rateLimits ?? given.RateLimits,
            AnyCredential = anyCredential ?? given.AnyCredential,
            JournalEntries = journalEntries ?? given.JournalEntries,
            JournalBytes = journalBytes ?? given.JournalBytes,
            JournalTotalBytes = journalBytes ?? given.JournalTotalBytes,
            Vendors = served.Count > 0 ? served : given.Vendors,
        };
    }

    internal ConfigFile? ReadConfig()
    {
        if (Config is not { } path)
            return null;
        var beside = Path.Combine(AppContext.BaseDirectory, path);
        return ConfigFile.Read(!File.Exists(path) && File.Exists(beside) ? beside : path);
    }
}
