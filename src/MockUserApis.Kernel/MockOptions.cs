namespace MockUserApis.Kernel;

/// <summary>How a server is started. The command line's options, one for one.</summary>
public sealed record MockOptions
{
    /// <summary>The base port: control plane, pages and every vendor under its slug; the vendors' own ports follow. 0: all free-chosen.</summary>
    public int Port { get; init; } = 5080;

    public string Host { get; init; } = "127.0.0.1";

    public long Seed { get; init; } = 1;

    /// <summary>Users a vendor.</summary>
    public long Population { get; init; } = 1000;

    public Profile Profile { get; init; }

    /// <summary>Every well-formed credential opens the default sandbox.</summary>
    public bool AnyCredential { get; init; }

    public bool RateLimits { get; init; } = true;

    /// <summary>Slugs to serve; empty: all.</summary>
    public IReadOnlyList<string> Vendors { get; init; } = [];

    public string? ControlToken { get; init; }

    /// <summary>The longest request body, in bytes.</summary>
    public long MaxBody { get; init; } = 1 << 20;

    public int JournalEntries { get; init; } = 1000;

    public long JournalBytes { get; init; } = 8 << 20;

    /// <summary>The most sandboxes at once.</summary>
    public int MaxSandboxes { get; init; } = 100_000;

    /// <summary>A snapshot file to load at start and save at shutdown.</summary>
    public string? State { get; init; }
}
