using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http.Extensions;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis;

/// <summary>
/// The OpenAPI documents that this server generates of itself: the control plane's, and for each API what its
/// controllers really offer, to be held against its spec. DocumentTool wrote them in the build, of the same assemblies.
/// </summary>
internal static class GeneratedDocuments
{
    private const string Control = "v1";

    // What DocumentTool writes for the address of the server.
    private const string Address = "\"http://localhost/\"";

    public static void Map(IApplicationBuilder app)
    {
        var apis = app.ApplicationServices.GetRequiredService<IReadOnlyList<Vendor>>().SelectMany(v => v.Apis);
        var known = apis.Select(a => a.Id).ToList();
        var routes = (IEndpointRouteBuilder)app;
        RequestDelegate control = http => SendAsync(http, Control);
        RequestDelegate one = http =>
        {
            var name = (string)http.Request.RouteValues["documentName"]!;
            return name == Control || known.Contains(name) ? SendAsync(http, name) : RefuseAsync(http, name, known);
        };
        routes.MapGet("/_mock/openapi.json", control);
        routes.MapGet("/_mock/generated/{documentName}.json", one);
    }

    private static Task SendAsync(HttpContext http, string name)
    {
        var request = http.Request;
        var own = UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase);
        http.Response.ContentType = "application/json;charset=utf-8";
        return http.Response.WriteAsync(Read(name).Replace(Address, $"\"{own}\"", StringComparison.Ordinal));
    }

    private static Task RefuseAsync(HttpContext http, string name, List<string> known) =>
        TypedResults
            .Problem(
                $"There is no document \"{name}\". Known: {string.Join(", ", known)}, and "
                    + $"{Control}: the control plane.",
                statusCode: 404,
                title: "Not found"
            )
            .ExecuteAsync(http);

    private static string Read(string name)
    {
        using var packed = typeof(GeneratedDocuments).Assembly.GetManifestResourceStream($"documents/{name}.json.gz")!;
        using var text = new StreamReader(new GZipStream(packed, CompressionMode.Decompress), Encoding.UTF8);
        return text.ReadToEnd();
    }
}
