using System.CommandLine;
using MockUserApis.Kernel.Certificates;
using MockUserApis.Kernel.State;
using static MockUserApis.OptionFactory;
using static MockUserApis.OptionValues;

namespace MockUserApis;

/// <summary>The options of <c>serve</c> for clients that speak https alone, or whose address is a constant.</summary>
internal sealed class HttpsOptions
{
    private readonly Option<bool> https = Flag("--https", "The same ports speak TLS too, with a CA of the mock's own.");

    private readonly Option<string?> certificate = Make<string?>(
        "--cert",
        "A PEM file with the certificate to show instead, and those that signed it.",
        Text,
        null
    );

    private readonly Option<string?> key = Make<string?>("--key", "A PEM file with its private key.", Text, null);

    private readonly Option<bool> proxy = Flag(
        "--proxy",
        "The base port is an HTTP proxy too: the vendors' documented hosts lead here, all others nowhere."
    );

    private readonly Option<string?> proxyHosts = Make(
        "--proxy-hosts",
        "Further hosts that lead to a vendor through the proxy, separated by commas: a server of your own.",
        ProxyHosts,
        null
    );

    public IReadOnlyList<Option> All => [https, certificate, key, proxy, proxyHosts];

    public MockOptions AddTo(MockOptions options, ParseResult parsed) =>
        options with
        {
            Https = parsed.GetValue(https),
            CertificateFile = parsed.GetValue(certificate),
            KeyFile = parsed.GetValue(key),
            AuthorityFolder = KeptAuthority.Usual,
            Proxy = parsed.GetValue(proxy),
            ProxyHosts = Names(parsed.GetValue(proxyHosts)),
        };
}
