using System.Buffers;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// Who a request comes from, by the headers that a browser sets and its pages cannot. Host tells a rebound name, Origin
/// and Sec-Fetch-Site tell a page of another site. Programs that are no browsers send none of them, or what they like.
/// </summary>
public sealed class Callers(MockOptions options)
{
    // With its colon.
    private const int MaxPortLength = 6;

    private static readonly string[] Schemes = ["http://", "https://"];

    // What an Origin never has: a user, a path, or a second one behind a comma.
    private static readonly SearchValues<char> Beyond = SearchValues.Create("/\\?#@, ");

    private readonly string[] names = options.PublicUrl is { } url
        ? [.. options.AllowedHosts, url.Host]
        : [.. options.AllowedHosts];

    private readonly string? publicOrigin = options.PublicUrl?.GetLeftPart(UriPartial.Authority);
    private readonly bool everyOrigin = options.AllowedOrigins.Contains("*");

    // Nearly all requests of a client have one and the same.
    private volatile string? lastKnown;

    /// <summary>Off loopback the mock has names that it does not know, and the control plane has its token.</summary>
    public bool JudgesHosts { get; } = options.ListensOnLoopback;

    /// <summary>The Host is one that no stranger's name server can point here; absent, it tells nothing.</summary>
    public bool IsForeignHost(StringValues host)
    {
        if (!JudgesHosts || host is not [{ Length: > 0 } sent] || sent == lastKnown)
            return false;
        if (!IsKnown(Name(sent)))
            return true;
        lastKnown = sent;
        return false;
    }

    /// <summary>
    /// A page of another site sent this to a vendor's address. A preflight changes nothing and goes the vendor's own
    /// way; a development server's proxy keeps its page's Origin and says <c>same-origin</c>.
    /// </summary>
    public bool IsForeignPage(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        var site = request.Headers["Sec-Fetch-Site"];
        if (origin.Count == 0 && site.Count == 0)
            return false;
        if (origin is [{ } one] && IsAllowed(one))
            return false;
        var far = site.Count > 0 ? IsCrossSite(site) : IsFar(origin, request.Headers.Host);
        return (far || origin.Count > 1) && !IsPreflight(request);
    }

    /// <summary>
    /// No page but the control plane's own sent this to it. A link may lead here from anywhere, to read; what a page
    /// elsewhere loads unasked, or sends as a form, may not, even where the answer is hidden from it.
    /// </summary>
    public bool IsOwnPage(HttpRequest request)
    {
        var headers = request.Headers;
        var origin = headers.Origin;
        if (origin.Count > 1 || (origin is [var sent] && !IsOwn(sent ?? "", headers.Host)))
            return false;
        return !IsCrossSite(headers["Sec-Fetch-Site"]) || IsLink(request);
    }

    /// <summary>An option names this origin: its pages may call the vendors' addresses.</summary>
    public bool IsListed(string origin)
    {
        if (everyOrigin)
            return true;
        foreach (var known in options.AllowedOrigins)
            if (Same(origin, known))
                return true;
        return false;
    }

    /// <summary>This machine's own name, or one that an option names.</summary>
    internal bool IsNamed(string name) => IsLocalhost(name) || names.Any(known => Same(name, known));

    /// <summary>A browser asks whether a page of another origin may send what it wants to send.</summary>
    public static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && request.Headers.ContainsKey("Access-Control-Request-Method");

    /// <summary>The 403 for a Host that is not known here.</summary>
    public static Task RefuseHost(HttpContext http)
    {
        var sent = http.Request.Headers.Host.ToString();
        var name = Name(sent) is { IsEmpty: false } known ? known.ToString() : sent;
        return Problem.Write(
            http,
            403,
            "Foreign host",
            $"\"{name}\" is no name that this mock knows. Address it as 127.0.0.1, [::1] or localhost, "
                + $"or start it with --allowed-hosts {name}."
        );
    }

    /// <summary>The 403 for a page of another site at a vendor's address.</summary>
    public static Task RefusePage(HttpContext http) =>
        Problem.Write(
            http,
            403,
            "Foreign page",
            "A page of another site sent this (Origin or Sec-Fetch-Site say so), and nothing was done. Let the "
                + "page call its own server, and that server's proxy call the mock, or start the mock with "
                + "--cors and the page's origin; outside a browser, send neither header."
        );

    private static bool IsLink(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.Headers["Sec-Fetch-Mode"] == "navigate"
        && request.Headers["Sec-Fetch-Dest"] == "document";

    private bool IsKnown(ReadOnlySpan<char> name)
    {
        if (IPAddress.IsValid(name) || IsLocalhost(name))
            return true;
        foreach (var known in names)
            if (Same(name, known))
                return true;
        return false;
    }

    private bool IsAllowed(string origin) => IsPublic(origin) || IsListed(origin);

    private bool IsOwn(string origin, StringValues host) =>
        Authority(origin) is { Length: > 0 } authority && (Same(authority, host.ToString()) || IsPublic(origin));

    private bool IsPublic(string origin) => publicOrigin is not null && Same(origin, publicOrigin);

    private static bool Same(ReadOnlySpan<char> one, ReadOnlySpan<char> other) =>
        one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool IsCrossSite(StringValues site)
    {
        foreach (var one in site)
            if (Same(one, "cross-site"))
                return true;
        return false;
    }

    private static bool IsFar(StringValues origin, StringValues host)
    {
        if (Authority(origin.ToString()) is not { Length: > 0 } authority)
            return true;
        var name = Name(authority);
        return name.IsEmpty || (!IsLocalhost(name) && !IsLoopback(name) && !Same(name, Name(host.ToString())));
    }

    // A scope, as in ::1%x, is in no Origin: what stands behind the sign could be anything.
    private static bool IsLoopback(ReadOnlySpan<char> name) =>
        !name.Contains('%') && IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address);

    // Of an Origin as browsers write it: scheme, host and port, and nothing else.
    private static ReadOnlySpan<char> Authority(string origin)
    {
        foreach (var scheme in Schemes)
        {
            if (!origin.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                continue;
            var rest = origin.AsSpan(scheme.Length);
            return rest.IndexOfAny(Beyond) < 0 ? rest : default;
        }

        return default;
    }

    // Without port, brackets and the dot that may end a full name. Empty: it is no host and port.
    private static ReadOnlySpan<char> Name(ReadOnlySpan<char> host)
    {
        var isBracketed = host.StartsWith('[');
        var end = isBracketed ? host.IndexOf(']') + 1 : host.IndexOf(':');
        if (end < 0)
            end = host.Length;
        if (end == 0 || !IsPortOrNothing(host[end..]))
            return default;
        if (!isBracketed)
            return host[..end].TrimEnd('.');
        var inside = host[1..(end - 1)];
        return inside.Contains(':') ? inside : default;
    }

    private static bool IsPortOrNothing(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return true;
        if (text[0] != ':' || text.Length > MaxPortLength)
            return false;
        foreach (var digit in text[1..])
            if (!char.IsAsciiDigit(digit))
                return false;
        return true;
    }

    // RFC 6761, 6.3: every name below it is this machine's too.
    private static bool IsLocalhost(ReadOnlySpan<char> name) =>
        Same(name, "localhost") || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}
