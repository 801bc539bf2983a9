using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// What <c>--proxy</c> adds: a client that has a vendor's address as a constant is given the mock as its proxy.
/// Requests for a vendor's documented hosts end here, all others are refused. It opens no connection: it has nothing
/// that could.
/// </summary>
public sealed class Proxy(ProxiedHosts hosts, MockOptions options, Callers callers)
{
    private const string Elsewhere =
        "For other hosts set NO_PROXY, or leave the variable that names this proxy out; for a vendor's server of "
        + "your own start the mock with --proxy-hosts SLUG=HOST.";

    public bool IsOn => options.Proxy;

    /// <summary>Where a tunnel to this <c>host:port</c> ends.</summary>
    internal (Proxied? Vendor, ProxyRefusal? Refusal) Tunnel(string authority)
    {
        if (HostAndPort.Of(authority) is not { Port: not null } to)
        {
            return (
                null,
                new(
                    400,
                    "No host and port",
                    $"CONNECT wants HOST:PORT, a port from 1 to 65535, and this is \"{authority}\"."
                )
            );
        }

        return hosts.Find(to.Host) is { } vendor ? (new Proxied(vendor), null) : (null, Foreign(authority, to));
    }

    /// <summary>
    /// Whom a request is for, when it came through a tunnel or names a whole address; neither: it came directly.
    /// </summary>
    internal (Proxied? Vendor, ProxyRefusal? Refusal) Of(HttpContext http)
    {
        if (HttpMethods.IsConnect(http.Request.Method))
            return (null, Nested());
        if (http.Features.Get<Proxied>() is { } tunnelled)
            return Within(tunnelled, http.Request.Headers.Host.ToString());
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (target.StartsWith('/') || target.IndexOf("://", StringComparison.Ordinal) is not (var colon and > 0))
            return default;
        var scheme = target[..colon];
        var rest = target.AsSpan(colon + 3);
        var end = rest.IndexOfAny('/', '?');
        var named = (end < 0 ? rest : rest[..end]).ToString();
        var to = HostAndPort.Of(named);
        if (to is not null && hosts.Find(to.Host) is { } vendor)
        {
            http.Request.Scheme = scheme.ToLowerInvariant();
            var proxied = new Proxied(vendor);
            http.Features.Set(proxied);
            return (proxied, null);
        }

        var isOurs = to is not null && IsOurs(to.Host, http) && (to.Port ?? 80) == http.Connection.LocalPort;
        return (null, isOurs ? null : Foreign(named, to));
    }

    /// <summary>What is between client and proxy, and no vendor ever sees.</summary>
    internal static void Clean(IHeaderDictionary headers)
    {
        headers.Remove("Proxy-Authorization");
        headers.Remove("Proxy-Connection");
    }

    // Within a tunnel Host has to be the vendor's too, or what is told of the request would be wrong.
    private (Proxied? Vendor, ProxyRefusal? Refusal) Within(Proxied tunnelled, string host)
    {
        if (host.Length == 0 || (HostAndPort.Of(host) is { } to && hosts.Find(to.Host) == tunnelled.Vendor))
            return (tunnelled, null);
        return (
            null,
            new(
                421,
                "Another host",
                $"The tunnel leads to {tunnelled.Vendor.Title}, and Host is \"{host}\". Send the host of CONNECT."
            )
        );
    }

    private bool IsOurs(string host, HttpContext http) =>
        callers.IsNamed(host)
        || (
            IPAddress.TryParse(host, out var address)
            && (IPAddress.IsLoopback(address) || address.Equals(http.Connection.LocalIpAddress))
        );

    private static ProxyRefusal Nested() =>
        new(
            403,
            "No tunnel from here",
            "CONNECT is taken as the first request of a plain connection to the base port, and not within a tunnel: "
                + "set HTTPS_PROXY to http://, host and base port of the mock."
        );

    private ProxyRefusal Foreign(string named, HostAndPort? to)
    {
        var isThisMachine = to is not null && (IsLoopback(to.Host) || callers.IsNamed(to.Host));
        var why = isThisMachine
            ? $"{named} is on this machine, where a client needs no proxy: set NO_PROXY=127.0.0.1,localhost."
            : $"\"{named}\" is no host of a vendor here, and this proxy forwards nothing. {Elsewhere}";
        return new(403, "Not a vendor's host", $"{why} The vendors' hosts are {string.Join(", ", hosts.Names)}.");
    }

    private static bool IsLoopback(string host) => IPAddress.TryParse(host, out var at) && IPAddress.IsLoopback(at);
}
