using System.Net;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>How a server is started. The command line's options, one for one.</summary>
public sealed record MockOptions
{
    /// <summary>
    /// The base port: control plane, pages and every vendor under its slug; the vendors' own ports follow. 0: all
    /// chosen by the system.
    /// </summary>
    public int Port { get; init; } = 5080;

    /// <summary>Ports of vendors that do not follow the base port, by slug; 0: chosen by the system.</summary>
    public IReadOnlyDictionary<string, int> VendorPorts { get; init; } = new Dictionary<string, int>();

    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Only this machine reaches it.</summary>
    public bool ListensOnLoopback =>
        Host == "localhost" || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    public long Seed { get; init; } = 1;

    /// <summary>Users a vendor.</summary>
    public long Population { get; init; } = 1000;

    public Profile Profile { get; init; }

    /// <summary>Every well-formed credential opens the default sandbox.</summary>
    public bool AnyCredential { get; init; }

    public bool RateLimits { get; init; } = true;

    /// <summary>Slugs to serve; empty: all.</summary>
    public IReadOnlyList<string> Vendors { get; init; } = [];

    /// <summary>What the control plane asks for; at least 16 characters. Off loopback there must be one.</summary>
    public string? ControlToken { get; init; }

    /// <summary>Credentials follow from a sandbox's name and this: nobody works them out from the name alone.</summary>
    public string? SandboxSecret { get; init; }

    /// <summary>The documented credentials open the sandbox <c>default</c>.</summary>
    public bool DefaultCredentials { get; init; } = true;

    /// <summary>The base of every address that the mock gives away; null: where it listens.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Further host names by which it may be addressed on loopback.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Origins whose pages may call the vendors' addresses: <c>https://app.example</c>, <c>*</c>.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>The same ports speak TLS too.</summary>
    public bool Https { get; init; }

    /// <summary>
    /// A PEM file with the server's certificate, and those that signed it; null: a CA of the mock's own.
    /// </summary>
    public string? CertificateFile { get; init; }

    /// <summary>A PEM file with its private key.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Where the mock's own CA is kept; null: it is made for this server, and kept nowhere.</summary>
    public string? AuthorityFolder { get; init; }

    /// <summary>The base port is an HTTP proxy too, in which the vendors' documented hosts lead here.</summary>
    public bool Proxy { get; init; }

    /// <summary>Further hosts of vendors, <c>slug=host</c>: a server of a customer's own.</summary>
    public IReadOnlyList<string> ProxyHosts { get; init; } = [];

    /// <summary>The longest request body, in bytes.</summary>
    public long MaxBody { get; init; } = 1 << 20;

    public int JournalEntries { get; init; } = 1000;

    public long JournalBytes { get; init; } = 8 << 20;

    /// <summary>The most bytes that the journals of all sandboxes keep together in memory.</summary>
    public long JournalTotalBytes { get; init; } = 512L << 20;

    /// <summary>The most bytes that wait for one listener to the live journal; for all, 16 times that.</summary>
    public long ListenerBytes { get; init; } = 8L << 20;

    /// <summary>The most users that sandboxes keep in memory because they differ from the population.</summary>
    public long MaxChangedUsers { get; init; } = 10_000_000;

    /// <summary>The most bytes of those users, of shared names and of Pact states to undo.</summary>
    public long MaxChangedBytes { get; init; } = 2L << 30;

    /// <summary>The most bytes of request bodies to vendors that have not come whole yet.</summary>
    public long ArrivingBytes { get; init; } = 256L << 20;

    /// <summary>The most credentials that logins keep open in a sandbox; the oldest give way.</summary>
    public int MaxLogins { get; init; } = 1000;

    /// <summary>The most sandboxes at once.</summary>
    public int MaxSandboxes { get; init; } = 100_000;

    /// <summary>A snapshot file to load at start and save at shutdown.</summary>
    public string? State { get; init; }

    internal int PortOf(Vendor vendor) =>
        VendorPorts.TryGetValue(vendor.Slug, out var own) ? own
        : Port == 0 ? 0
        : Port + vendor.PortOffset;

    /// <exception cref="OptionException">The doors that they leave open are not meant.</exception>
    internal void Check()
    {
        var read = ListenAddress.Read(Host);
        if (read != Host)
        {
            throw new OptionException($"--host is \"{Host}\". Give {read ?? ListenAddress.Expected}.");
        }

        if (ControlToken is null && !ListensOnLoopback)
        {
            throw new OptionException(
                $"--host {Host} is reachable from elsewhere, so the control plane needs a token: set "
                    + "MOCK_USER_APIS_CONTROL_TOKEN, or add --control-token-file FILE or --control-token TOKEN, "
                    + "or leave --host out."
            );
        }

        if ((CertificateFile is null) != (KeyFile is null))
        {
            var (given, missing) = KeyFile is null ? ("--cert", "--key") : ("--key", "--cert");
            throw new OptionException($"{given} is given without {missing}. Give both, or neither.");
        }

        if (CertificateFile is not null && !Https)
            throw new OptionException("--cert and --key are for --https. Add it, or leave them out.");
        if (ProxyHosts.Count > 0 && !Proxy)
            throw new OptionException("--proxy-hosts is for --proxy. Add it, or leave --proxy-hosts out.");
        Check("--control-token", ControlToken);
        Check("--sandbox-secret", SandboxSecret);
        if (AnyCredential && !DefaultCredentials)
        {
            throw new OptionException(
                "--auth any lets the documented credentials in too, which --default-credentials off shuts out. "
                    + "Leave one of them out."
            );
        }
    }

    private static void Check(string name, string? secret)
    {
        if (secret is null || SharedSecret.Problem(name, secret) is not { } problem)
            return;
        throw new OptionException(problem);
    }
}
