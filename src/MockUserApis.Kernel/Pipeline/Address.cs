using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// Whose request it is: the port or the <c>/slug</c> prefix names the vendor; a <c>/~name</c> prefix, the
/// <c>X-Mock-Sandbox</c> header or the credential names the sandbox. Anything else goes on to the control plane. A Host
/// that is unknown here, and a page of another site at a vendor's address, are refused before anything is touched.
/// </summary>
public sealed class Address(
    RequestDelegate next, RequestDelegate vendorPipeline, VendorDirectory vendors, Sandboxes sandboxes, Callers callers)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (callers.IsForeignHost(http.Request.Headers.Host)) return Callers.RefuseHost(http);
        var target = Target(http);
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? target : target[..query];
        var vendor = vendors.ByPort(http.Connection.LocalPort);
        var name = TakeSandbox(ref path);
        if (vendor is null)
        {
            vendor = TakeVendor(ref path);
            if (vendor is null) return next(http);
            name ??= TakeSandbox(ref path);
        }

        if (callers.IsForeignPage(http.Request)) return Callers.RefusePage(http);
        var exchange = new Exchange(http, vendor, path, target);
        name ??= http.Request.Headers["X-Mock-Sandbox"] is [{ Length: > 0 } sent] ? sent : null;
        http.Features.Set(exchange);
        exchange.Credential = vendor.Credential(http.Request.Headers);
        var (sandbox, account) = sandboxes.Enter(vendor, name, exchange.Credential);
        if (sandbox is null) return NoSuchSandbox(http, name!);
        (exchange.Sandbox, exchange.Account) = (sandbox, account);
        return vendorPipeline(http);
    }

    // The raw target keeps what decoding loses: %2F, a trailing slash, the letter case.
    private static string Target(HttpContext http)
    {
        var raw = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return raw.StartsWith('/') ? raw : http.Request.Path.ToUriComponent() + http.Request.QueryString.ToUriComponent();
    }

    private static string? TakeSandbox(ref string path)
    {
        if (!path.StartsWith("/~", StringComparison.Ordinal)) return null;
        var end = path.IndexOf('/', 2);
        var name = WebUtility.UrlDecode(end < 0 ? path[2..] : path[2..end]);
        path = end < 0 ? "/" : path[end..];
        return name;
    }

    private Vendor? TakeVendor(ref string path)
    {
        if (path.Length == 0) return null;                   // OPTIONS *
        var end = path.IndexOf('/', 1);
        var vendor = vendors.BySlug(end < 0 ? path.AsSpan(1) : path.AsSpan(1, end - 1));
        if (vendor is not null) path = end < 0 ? "/" : path[end..];
        return vendor;
    }

    private static Task NoSuchSandbox(HttpContext http, string name) => Problem.Write(http, 404, "No such sandbox",
        $"There is no sandbox \"{name}\". Create it with POST /_mock/sandboxes {{\"name\":\"{name}\"}}, or leave X-Mock-Sandbox and /~name out to use the default one.");
}
