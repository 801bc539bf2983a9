using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Http;

/// <summary>A request for a route of the control plane: what its path and its query name.</summary>
internal sealed class Call(HttpContext http, VendorDirectory vendors, SandboxOperations sandboxes)
{
    private Sandbox? sandbox;
    private Vendor? vendor;
    private Resource? resource;

    public HttpContext Http => http;

    public Addresses Addresses => vendors.For(http.Request);

    public Sandbox Sandbox => sandbox ?? throw new InvalidOperationException("The route names no sandbox.");

    public Vendor Vendor => vendor ?? throw new InvalidOperationException("The route names no vendor.");

    /// <summary>The one of a vendor's APIs that the path names.</summary>
    public Api Api => Given.Api(vendors, InPath("api")!);

    /// <summary>The collection that the path names; the users where it names none.</summary>
    public Resource Resource => resource ?? Vendor.Api.Users;

    public string Id => InPath("id")!;

    /// <summary>A member's key.</summary>
    public string Key => Unescaped(InPath("key")!);

    /// <summary>Null when it is absent, empty, or there twice.</summary>
    public string? Query(string name) => http.Request.Query[name] is [{ Length: > 0 } text] ? text : null;

    /// <summary>
    /// Finds the sandbox, the vendor and the collection that the path names: before the body is read.
    /// </summary>
    public async ValueTask FindAsync()
    {
        if (InPath("sandbox") is { } name)
            await FindAsync(name);
        if (InPath("slug") is { } slug)
            vendor = Given.Vendor(vendors, slug);
        if (InPath("collection") is { } collection)
            resource = Given.Resource(Vendor, collection);
    }

    public async ValueTask FindAsync(string name) => sandbox = await sandboxes.FindAsync(name);

    // Routing leaves %2F as it came.
    public static string Unescaped(string key) => key.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private string? InPath(string name) => http.Request.RouteValues[name] as string;
}
