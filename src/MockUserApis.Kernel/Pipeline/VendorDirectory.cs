using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>The vendors of a server, by port and by slug: where each is, and what opens it.</summary>
public sealed class VendorDirectory(IReadOnlyList<Vendor> vendors, MockOptions options)
{
    private readonly Dictionary<int, Vendor> byPort = [];

    private readonly Addresses? named = options.PublicUrl is { } url
        ? new Addresses(url.GetLeftPart(UriPartial.Path).TrimEnd('/'), null)
        : null;

    // Where clients that speak TLS alone find it is where all do.
    private readonly string scheme = options.Https ? "https" : "http";

    private Addresses? listening;

    public IReadOnlyList<Vendor> All => vendors;

    public Credentials Credentials { get; } = new(options);

    /// <summary>The real ports, known once the server listens.</summary>
    public int BasePort { get; private set; }

    public string Host { get; private set; } = "127.0.0.1";

    /// <summary>What the mock gives away where nobody asked: the public addresses, else where it listens.</summary>
    public Addresses Addresses => named ?? (listening ??= Under(scheme, Bracketed(Host)));

    /// <summary>The base of <see cref="Addresses"/>.</summary>
    public string Root => Addresses.Root;

    /// <summary>The address of a port of ours.</summary>
    public string At(int port) => $"{scheme}://{Bracketed(Host)}:{port}";

    /// <summary>The base port, as clients name a proxy: they speak plain HTTP to it.</summary>
    public string ProxyUrl => $"http://{Bracketed(Host)}:{BasePort}";

    public void Listening(string host, int basePort, IReadOnlyDictionary<Vendor, int> ports)
    {
        (Host, BasePort) = (host is "0.0.0.0" or "::" or "*" ? "127.0.0.1" : host, basePort);
        foreach (var (vendor, port) in ports)
            byPort[port] = vendor;
        listening = null;
    }

    /// <summary>
    /// The addresses for who sent this request: by the host that it used. A Host whose port is not the one that the
    /// request came to tells of a port mapping, where the vendors' own ports may be anybody's.
    /// </summary>
    public Addresses For(HttpRequest request)
    {
        if (named is not null)
            return named;
        if (Used(request) is not { } used)
            return Addresses;
        return used.Port == request.HttpContext.Connection.LocalPort
            ? Under(used.Scheme, used.Host)
            : new Addresses(used.GetLeftPart(UriPartial.Authority), null);
    }

    /// <summary>The address of what a vendor was asked for, as the client knows it; without the query.</summary>
    public string Own(Exchange exchange)
    {
        var request = exchange.Http.Request;
        var path = exchange.Target.Split('?')[0];
        // Who came through the proxy knows the vendor's own address alone.
        if (named is null || request.HttpContext.Features.Get<Proxied>() is not null)
            return $"{request.Scheme}://{request.Host}{path}";
        // The public address does not have the vendor's own port.
        var isOwnPort = ByPort(request.HttpContext.Connection.LocalPort) is not null;
        return (isOwnPort ? named.PrefixUrl(exchange.Vendor) : named.Root) + path;
    }

    public string Url(Vendor vendor) => Addresses.Url(vendor);

    public string PrefixUrl(Vendor vendor) => Addresses.PrefixUrl(vendor);

    public Vendor? ByPort(int port) => byPort.GetValueOrDefault(port);

    public Vendor? BySlug(ReadOnlySpan<char> slug)
    {
        foreach (var vendor in vendors)
            if (slug.SequenceEqual(vendor.Slug))
                return vendor;
        return null;
    }

    /// <summary>The API of this id.</summary>
    public Api? Api(string id) => vendors.SelectMany(v => v.Apis).FirstOrDefault(a => a.Id == id);

    // The host as the client wrote it; null where it wrote none, or nothing that an address can have.
    private static Uri? Used(HttpRequest request) =>
        request.Headers.Host is [{ Length: > 0 } host]
        && Uri.TryCreate($"{request.Scheme}://{host}", UriKind.Absolute, out var used)
        && used is { UserInfo: "", PathAndQuery: "/", Fragment: "" }
            ? used
            : null;

    private Addresses Under(string scheme, string host) =>
        new($"{scheme}://{host}:{BasePort}", byPort.ToDictionary(p => p.Value, p => $"{scheme}://{host}:{p.Key}"));

    private static string Bracketed(string host) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
}
