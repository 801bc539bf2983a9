using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using MockUserApis.Configuration;

namespace MockUserApis;

/// <summary>
/// The pages below <c>/_mock/</c>: files of this assembly, read once. They hold no data and no secret, so they need no
/// token; what they show comes from the control plane, which asks for one.
/// </summary>
public sealed class Pages(RequestDelegate next)
{
    private const string Root = "/_mock/";
    private const string Assets = Root + "assets/";

    // Links to the page of users from before it showed the other collections too.
    private const string FormerName = Root + "users";

    // Nothing inline, nothing from elsewhere, and no string ever becomes markup.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private const string NoMarkup = "; require-trusted-types-for 'script'; trusted-types 'none'";

    // Swagger UI sanitises its Markdown into markup by itself (DOMPurify), which trusted types forbid.
    private const string WithMarkup = "docs";

    private static readonly (string Name, string Title)[] All =
    [
        ("", "Traffic"),
        ("data", "Data"),
        ("faults", "Faults and clock"),
        ("coverage", "Coverage"),
        ("rules", "Rules"),
        (WithMarkup, "API docs"),
    ];

    private static readonly FrozenDictionary<string, Served> Files = Read().ToFrozenDictionary(f => f.Path);

    /// <summary>The addresses of the pages themselves.</summary>
    public static IReadOnlyList<string> Paths { get; } = [.. All.Select(p => Root + p.Name)];

    /// <summary>
    /// The addresses of everything that the pages load; Swagger UI is under <c>/_mock/assets/swagger-ui</c>.
    /// </summary>
    public static IReadOnlyList<string> AssetPaths { get; } =
    [.. Files.Keys.Where(f => f.StartsWith(Assets, StringComparison.Ordinal))];

    public Task InvokeAsync(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
            return next(http);
        var path = http.Request.Path.Value ?? "";
        if (path is "" or "/" or "/_mock")
            return Redirect(http, Root);
        if (path == FormerName)
            return Redirect(http, Root + "data");
        if (Files.TryGetValue(path, out var file))
            return file.SendAsync(http);
        return path.EndsWith('/') && Files.ContainsKey(path[..^1]) ? Redirect(http, path[..^1]) : next(http);
    }

    private static Task Redirect(HttpContext http, string path)
    {
        http.Response.Redirect(path + http.Request.QueryString);
        return Task.CompletedTask;
    }

    private static IEnumerable<Served> Read()
    {
        var own = typeof(Pages).Assembly;
        foreach (
            var name in own.GetManifestResourceNames().Where(n => n.StartsWith("assets/", StringComparison.Ordinal))
        )
        {
            yield return new Served(Root + name, () => Bytes(own, name), Policy + NoMarkup);
        }

        foreach (var (name, title) in All)
        {
            yield return new Served(
                Root + name,
                () => Shell(own, name, title),
                name == WithMarkup ? Policy : Policy + NoMarkup,
                "text/html; charset=utf-8"
            );
        }

        yield return new Served(
            Root + "config.schema.json",
            () => ConfigSchema.Json.ToArray(),
            Policy,
            "application/schema+json"
        );

        // Swagger UI comes with a NuGet package, as resources of its assembly.
        var swagger = typeof(Swashbuckle.AspNetCore.SwaggerUI.SwaggerUIOptions).Assembly;
        foreach (var name in (string[])["swagger-ui-bundle.js", "swagger-ui.css"])
        {
            yield return new Served(
                Assets + name,
                () => Bytes(swagger, $"Swashbuckle.AspNetCore.SwaggerUI.node_modules.swagger_ui_dist.{name}"),
                Policy
            );
        }
    }

    private static byte[] Shell(Assembly own, string name, string title) =>
        Encoding.UTF8.GetBytes(
            Encoding
                .UTF8.GetString(Bytes(own, "shell.html"))
                .Replace("{title}", title, StringComparison.Ordinal)
                .Replace("{page}", name.Length == 0 ? "traffic" : name, StringComparison.Ordinal)
                .Replace(
                    $"href=\"{Root}{name}\"",
                    $"href=\"{Root}{name}\" aria-current=\"page\"",
                    StringComparison.Ordinal
                )
        );

    private static byte[] Bytes(Assembly assembly, string name)
    {
        using var stream =
            assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException(
                $"{assembly.GetName().Name} has no resource {name}: build it again."
            );
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    /// <summary>
    /// One file with all that its answer needs, read when it is first asked for. An entity tag lets browsers keep it
    /// without ever being stale.
    /// </summary>
    private sealed class Served(string path, Func<byte[]> read, string policy, string type)
    {
        private readonly Lazy<(byte[] Bytes, string Tag)> file = new(() =>
        {
            var bytes = read();
            return (bytes, $"\"{Convert.ToHexString(SHA256.HashData(bytes).AsSpan(0, 8))}\"");
        });

        public Served(string path, Func<byte[]> read, string policy)
            : this(path, read, policy, TypeOf(path)) { }

        public string Path => path;

        public Task SendAsync(HttpContext http)
        {
            var headers = http.Response.Headers;
            var (bytes, tag) = file.Value;
            headers.ContentType = type;
            headers.ContentSecurityPolicy = policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers.CacheControl = "no-cache";
            headers.ETag = tag;
            if (bytes is [0x1f, 0x8b, ..])
                headers.ContentEncoding = "gzip";
            if (http.Request.Headers.IfNoneMatch == tag)
            {
                http.Response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }

            headers.ContentLength = bytes.Length;
            return HttpMethods.IsHead(http.Request.Method)
                ? Task.CompletedTask
                : http.Response.Body.WriteAsync(bytes, http.RequestAborted).AsTask();
        }

        private static string TypeOf(string path) =>
            System.IO.Path.GetExtension(path) switch
            {
                ".js" => "text/javascript; charset=utf-8",
                ".css" => "text/css; charset=utf-8",
                ".svg" => "image/svg+xml",
                _ => throw new InvalidOperationException(
                    $"{path}: no such kind of page file. Add its content type here."
                ),
            };
    }
}
