using System.Net;
using System.Security.Cryptography.X509Certificates;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Certificates;

/// <summary>What the server proves itself with, and by which name it is to be called.</summary>
/// <param name="Certificate">With its private key, which is in no file of ours.</param>
/// <param name="Chain">Sent with it: what signed it, up to the CA.</param>
/// <param name="Name">The host in the addresses that the mock gives away.</param>
/// <param name="Authority">The CA of the mock's own; null where somebody else signed the certificate.</param>
internal sealed record ServerCertificate(
    X509Certificate2 Certificate,
    X509Certificate2Collection Chain,
    string Name,
    Authority? Authority
)
{
    private static readonly string[] Loopbacks = ["localhost", "127.0.0.1", "::1"];

    /// <summary>Null when the options ask for no TLS.</summary>
    /// <param name="proxied">Hosts that are answered for; a part that a customer chooses is <c>*</c>.</param>
    /// <exception cref="OptionException">There is none that would do.</exception>
    public static ServerCertificate? For(MockOptions options, IReadOnlyList<string> proxied)
    {
        if (!options.Https && !options.Proxy)
            return null;
        if (options is { CertificateFile: { } file, KeyFile: { } key })
            return GivenCertificate.Read(file, key, TimeProvider.System).For(Known(options), IsAny(options), proxied);
        var authority = options.AuthorityFolder is { } folder
            ? KeptAuthority.Open(folder, TimeProvider.System)
            : Authority.Make(TimeProvider.System);
        var machine = Dns.GetHostName();
        string[] here = Uri.CheckHostName(machine) == UriHostNameType.Dns ? [machine] : [];
        string[] names = [.. Known(options), .. Loopbacks, .. here, .. proxied];
        var issued = authority.Issue([.. names.Distinct(StringComparer.OrdinalIgnoreCase)], TimeProvider.System);
        var name = IsAny(options) ? Loopbacks[1] : options.Host;
        return new ServerCertificate(issued, [authority.Certificate], name, authority);
    }

    /// <summary>It listens at every address, so that its own tells nothing.</summary>
    private static bool IsAny(MockOptions options) => options.Host is "0.0.0.0" or "::";

    // By which clients may address it, the most likely first.
    private static IReadOnlyList<string> Known(MockOptions options)
    {
        string[] listening = IsAny(options) ? [] : [options.Host];
        string[] near = options.ListensOnLoopback ? ["localhost"] : [];
        string[] both = options.Host == "localhost" ? ["127.0.0.1"] : [];
        string[] given = options.PublicUrl is { } url ? [url.Host.Trim('[', ']')] : [];
        return [.. listening.Union(near).Union(both).Union(given).Union(options.AllowedHosts)];
    }

    /// <summary>A name as certificates have it: an address, or a host name.</summary>
    internal static void Add(SubjectAlternativeNameBuilder names, string name)
    {
        if (IPAddress.TryParse(name, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(name);
    }
}

/// <summary>What a server shows its clients; null: it speaks no TLS.</summary>
internal sealed record Identity(ServerCertificate? Certificate)
{
    public Authority? Authority => Certificate?.Authority;
}
