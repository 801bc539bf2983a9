using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>The hosts that lead to a vendor through the proxy: those of its specs, and those of an option.</summary>
public sealed class ProxiedHosts(IReadOnlyList<Vendor> vendors, MockOptions options)
{
    // It takes all the specs, which else are read when a request needs them.
    private readonly Lazy<IReadOnlyList<(string Name, Vendor Vendor)>> all = new(() =>
        options.Proxy ? [.. Given(vendors, options), .. Documented(vendors)] : []
    );

    /// <summary>A part that a customer chooses is <c>*</c>.</summary>
    public IReadOnlyList<string> Names => [.. all.Value.Select(h => h.Name)];

    /// <summary>Null: no vendor is there.</summary>
    public Vendor? Find(string host)
    {
        foreach (var (name, vendor) in all.Value)
            if (Is(name, host))
                return vendor;
        return null;
    }

    private static IEnumerable<(string, Vendor)> Documented(IReadOnlyList<Vendor> vendors) =>
        vendors.SelectMany(v => v.Apis.SelectMany(a => a.Contract.Hosts).Distinct().Select(host => (host, v)));

    private static IEnumerable<(string, Vendor)> Given(IReadOnlyList<Vendor> vendors, MockOptions options)
    {
        foreach (var pair in options.ProxyHosts)
        {
            var slug = pair.Split('=')[0];
            var vendor =
                vendors.FirstOrDefault(v => v.Slug == slug)
                ?? throw new OptionException(
                    $"--proxy-hosts names \"{slug}\", which is no vendor here. Known: "
                        + $"{string.Join(", ", vendors.Select(v => v.Slug))}."
                );
            yield return (pair[(slug.Length + 1)..], vendor);
        }
    }

    // As in certificates: a star is one label.
    private static bool Is(string name, string host)
    {
        if (!name.StartsWith('*'))
            return name.Equals(host, StringComparison.OrdinalIgnoreCase);
        var label = host.Length - (name.Length - 1);
        return label > 0
            && host.AsSpan(label).Equals(name.AsSpan(1), StringComparison.OrdinalIgnoreCase)
            && !host.AsSpan(0, label).Contains('.');
    }
}
