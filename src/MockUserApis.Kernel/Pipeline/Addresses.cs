using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>Where one who asked reaches the mock: what it is told are addresses that work where it is.</summary>
/// <param name="Root">Scheme, host and port, and the path of <c>--public-url</c>; no slash at the end.</param>
/// <param name="Ports">
/// The vendors' own addresses by their ports; null where only the base is known to lead here, behind a port mapping or
/// a public address: then a vendor is below its prefix.
/// </param>
public sealed record Addresses(string Root, IReadOnlyDictionary<Vendor, string>? Ports)
{
    public string Url(Vendor vendor) => Ports?.GetValueOrDefault(vendor) ?? PrefixUrl(vendor);

    public string PrefixUrl(Vendor vendor) => $"{Root}/{vendor.Slug}";

    public string PrefixUrl(Vendor vendor, string sandbox) => $"{Root}/~{sandbox}/{vendor.Slug}";
}
