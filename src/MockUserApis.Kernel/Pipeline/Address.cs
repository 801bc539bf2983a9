using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// Whose request it is: the port or the <c>/slug</c> prefix names the vendor; a <c>/~name</c> prefix or the
/// <c>X-Mock-Sandbox</c> header may name a sandbox. Anything else goes on to the control plane. A Host that is unknown
/// here, and a page of another site at a vendor's address, are refused before anything is touched.
/// </summary>
public sealed class Address(
    RequestDelegate next,
    RequestDelegate vendorPipeline,
    VendorDirectory vendors,
    Callers callers,
    Cors cors,
    Proxy proxy
)
{
    public Task InvokeAsync(HttpContext http)
    {
        var (proxied, refusal) = proxy.IsOn ? proxy.Of(http) : default;
        if (refusal is not null)
            return Refuse(http, refusal);
        if (proxied is not null)
            Proxy.Clean(http.Request.Headers);
        else if (callers.IsForeignHost(http.Request.Headers.Host))
            return Callers.RefuseHost(http);
        var target = Target(http);
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? target : target[..query];
        var vendor = proxied is not null ? proxied.Vendor : vendors.ByPort(http.Connection.LocalPort);
        var name = TakeSandbox(ref path);
        if (vendor is null)
        {
            vendor = TakeVendor(ref path);
            if (vendor is null)
                return next(http);
            name ??= TakeSandbox(ref path);
        }

        if (callers.IsForeignPage(http.Request))
            return Callers.RefusePage(http);
        // A preflight that the mock answers is not a request to the vendor: no entry, no fault, no limit.
        if (cors.Answers(http))
            return Task.CompletedTask;
        name ??= http.Request.Headers["X-Mock-Sandbox"] is [{ Length: > 0 } sent] ? sent : null;
        var exchange = new Exchange(http, vendor, path, target) { Named = name };
        exchange.Timings.Mark(Step.Address);
        // From here on it is a vendor's: what fails is told in no shape of the control plane.
        http.Features.Set(exchange);
        return vendorPipeline(http);
    }

    // The raw target keeps what decoding loses: %2F, a trailing slash, the letter case.
    private static string Target(HttpContext http)
    {
        var raw = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (raw.StartsWith('/'))
            return raw;
        // A whole address, as a client sends it to a proxy.
        if (raw.IndexOf("://", StringComparison.Ordinal) is > 0 and var colon)
        {
            var path = raw.AsSpan(colon + 3).IndexOfAny('/', '?');
            var rest = path < 0 ? "" : raw[(colon + 3 + path)..];
            return rest.StartsWith('/') ? rest : "/" + rest;
        }

        return http.Request.Path.ToUriComponent() + http.Request.QueryString.ToUriComponent();
    }

    private static Task Refuse(HttpContext http, ProxyRefusal refusal)
    {
        http.Response.Headers.Connection = "close";
        return Problem.Write(http, refusal.Status, refusal.Title, refusal.Detail);
    }

    private static string? TakeSandbox(ref string path)
    {
        if (!path.StartsWith("/~", StringComparison.Ordinal))
            return null;
        var end = path.IndexOf('/', 2);
        var name = WebUtility.UrlDecode(end < 0 ? path[2..] : path[2..end]);
        path = end < 0 ? "/" : path[end..];
        return name;
    }

    private Vendor? TakeVendor(ref string path)
    {
        if (path.Length == 0)
            return null; // OPTIONS *
        var end = path.IndexOf('/', 1);
        var vendor = vendors.BySlug(end < 0 ? path.AsSpan(1) : path.AsSpan(1, end - 1));
        if (vendor is not null)
            path = end < 0 ? "/" : path[end..];
        return vendor;
    }
}
