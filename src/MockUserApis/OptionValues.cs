using System.Globalization;
using MockUserApis.Configuration;
using MockUserApis.Kernel.State;
using MockUserApis.Vendors;

namespace MockUserApis;

/// <summary>What the options of <c>serve</c> take: each reads its text, or says what is expected.</summary>
internal static class OptionValues
{
    public static string[] Names(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    public static (string?, string?) Ports(string text) =>
        (
            text,
            Names(text) is { Length: > 0 } pairs && pairs.All(p => Port(p) is not null) && AreDistinct(pairs)
                ? null
                : "a port for each slug, from 0 to 65535, separated by commas, such as "
                    + string.Join(',', AllVendors.Known.Take(2).Select((v, i) => $"{v.Slug}={6001 + i}"))
        );

    public static Dictionary<string, int> PortsBySlug(string? list) =>
        Names(list).Select(p => Port(p)!.Value).ToDictionary(p => p.Slug, p => p.Port);

    private static (string Slug, int Port)? Port(string pair) =>
        pair.Split('=') is [{ Length: > 0 } slug, var text]
        && ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? (slug.Trim(), port)
            : null;

    // Two vendors on one port, or one on two.
    private static bool AreDistinct(string[] pairs)
    {
        List<(string Slug, int Port)> all = [.. pairs.Select(p => Port(p)!.Value)];
        return all.DistinctBy(p => p.Slug).Count() == all.Count
            && all.Where(p => p.Port > 0).DistinctBy(p => p.Port).Count() == all.Count(p => p.Port > 0);
    }

    // Not quoted when it is wrong: a password may be in it. PostgresStore says what is.
    public static (string, string?) StoreUrl(string text) => (text, null);

    public static (string?, string?) Text(string text) => (text, null);

    public static Reader<string> Word(params string[] words) =>
        text => (text, words.Contains(text) ? null : string.Join(" or ", words));

    public static (string, string?) Address(string text) =>
        ListenAddress.Read(text) is { } address ? (address, null) : (text, ListenAddress.Expected);

    public static (Uri?, string?) PublicAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url is { Scheme: "http" or "https", Host.Length: > 0 }
        && url.UserInfo.Length + url.Query.Length + url.Fragment.Length == 0
            ? (url, null)
            : (null, "an address such as https://mock.example.com or http://mock:5080/base, without user and query");

    public static (string?, string?) HostNames(string text) =>
        (
            text,
            Names(text) is { Length: > 0 } names && names.All(n => Uri.CheckHostName(n) == UriHostNameType.Dns)
                ? null
                : "host names without scheme, port and path, separated by commas, such as mock.example.com"
        );

    public static (string?, string?) ProxyHosts(string text) =>
        (
            text,
            Names(text) is { Length: > 0 } pairs && pairs.All(IsVendorsHost)
                ? null
                : "vendors and hosts, without scheme and port, separated by commas, such as SLUG=ems.example.com"
        );

    private static bool IsVendorsHost(string pair) =>
        pair.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
        && Uri.CheckHostName(pair[(at + 1)..]) is not (UriHostNameType.Unknown or UriHostNameType.Basic);

    // As browsers write them: lower case, without the scheme's own port. Empty names no origin, and turns nothing on.
    public static (string?, string?) Origins(string text)
    {
        var origins = Names(text).Select(Origin).ToList();
        return origins.Count > 0 && !origins.Contains(null)
            ? (string.Join(',', origins), null)
            : (text, "origins such as http://localhost:3000 (scheme, host and port), separated by commas, or *");
    }

    private static string? Origin(string text)
    {
        if (text == "*")
            return text;
        if (
            Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url is { Scheme: "http" or "https", Host.Length: > 0 }
            && url.UserInfo.Length + url.Query.Length + url.Fragment.Length == 0
            && url.AbsolutePath == "/"
            && !text.Contains('*')
        )
            return url.GetLeftPart(UriPartial.Authority);
        return null;
    }

    public static Reader<int> Whole(int least, int most) =>
        text =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
                ? (number, null)
                : (0, $"a whole number from {least} to {most}");

    public static Reader<long> Long(long least) =>
        text =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least
                ? (number, null)
                : (0, least == long.MinValue ? "a whole number" : $"a whole number, {least} or more");

    // A length that one buffer must be able to have.
    public static (long, string?) Size(string text) =>
        ByteSize.Read(text) is { } size and <= int.MaxValue
            ? (size, null)
            : (0, "a size such as 1MiB, 500KiB or 2000000, below 2 GiB");

    public static (long, string?) Total(string text) =>
        ByteSize.Read(text) is { } size
            ? (size, null)
            : (0, "a size such as 500MiB, 2GiB or 2000000000, below 1024 GiB");
}
