namespace MockUserApis.Kernel;

/// <summary>The vendors of a server, by port and by slug: where each is, and what opens it.</summary>
public sealed class VendorDirectory(IReadOnlyList<Vendor> vendors, MockOptions options)
{
    private readonly Dictionary<int, Vendor> byPort = [];
    private readonly string? publicRoot = options.PublicUrl?.GetLeftPart(UriPartial.Path).TrimEnd('/');

    public IReadOnlyList<Vendor> All => vendors;

    public Credentials Credentials { get; } = new(options);

    /// <summary>The real ports, known once the server listens.</summary>
    public int BasePort { get; private set; }

    public string Host { get; private set; } = "127.0.0.1";

    /// <summary>The base of the addresses that the mock gives away.</summary>
    public string Root => publicRoot ?? At(BasePort);

    /// <summary>The address of a port of ours.</summary>
    public string At(int port) =>
        $"http://{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{port}";

    public void Listening(string host, int basePort, IReadOnlyDictionary<Vendor, int> ports)
    {
        (Host, BasePort) = (host is "0.0.0.0" or "::" or "*" ? "127.0.0.1" : host, basePort);
        foreach (var (vendor, port) in ports) byPort[port] = vendor;
    }

    // Behind a public address only its base is known to lead here: the vendor's own port may be nobody's there.
    public string Url(Vendor vendor) =>
        publicRoot is null && byPort.FirstOrDefault(p => p.Value == vendor) is { Key: > 0 } found
            ? At(found.Key) : PrefixUrl(vendor);

    public string PrefixUrl(Vendor vendor) => $"{Root}/{vendor.Slug}";

    public Vendor? ByPort(int port) => byPort.GetValueOrDefault(port);

    public Vendor? BySlug(ReadOnlySpan<char> slug)
    {
        foreach (var vendor in vendors) if (slug.SequenceEqual(vendor.Slug)) return vendor;
        return null;
    }
}
