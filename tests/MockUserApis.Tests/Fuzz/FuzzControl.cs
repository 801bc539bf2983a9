using Microsoft.AspNetCore.Routing;

namespace MockUserApis.Tests.Fuzz;

/// <summary>Requests to the control plane's routes spelt in any way, with anything as a token but the token.</summary>
internal static class FuzzControl
{
    private static readonly string[] Methods =
    [
        "GET",
        "PUT",
        "POST",
        "PATCH",
        "DELETE",
        "HEAD",
        "OPTIONS",
        "TRACE",
        "PROPFIND",
        "get",
    ];

    private static readonly KeyValuePair<string, string>[] Headers =
    [
        new("Authorization", "Bearer"),
        new("Authorization", "Bearer "),
        new("Authorization", "Basic bW9jazptb2Nr"),
        new("X-Mock-Token", ""),
        new("X-Mock-Token", "0123456789abcdef0123456789abcdeF"),
        new("X-Forwarded-Host", "127.0.0.1"),
        new("X-Forwarded-Prefix", "/_mock"),
        new("X-HTTP-Method-Override", "GET"),
        new("X-Original-URL", "/_mock/health"),
        new("X-Rewrite-URL", "/_mock/health"),
        new("Origin", "http://127.0.0.1"),
        new("Origin", "null"),
        new("X-Mock-Sandbox", "default"),
    ];

    public static (string Method, string Target, List<KeyValuePair<string, string>> Headers) Of(
        Server server,
        Random random
    )
    {
        var routes = server
            .Routes.Select(r => "/" + r.RoutePattern.RawText!.TrimStart('/'))
            .Where(r => !r.EndsWith("/health", StringComparison.Ordinal))
            .ToList();
        var path = FuzzText
            .Pick(routes, random)
            .Replace("{sandbox}", "default", StringComparison.Ordinal)
            .Replace("{", "", StringComparison.Ordinal)
            .Replace("}", "", StringComparison.Ordinal);
        var headers = new List<KeyValuePair<string, string>>();
        while (random.Next(2) == 0)
            headers.Add(FuzzText.Pick(Headers, random));
        return (FuzzText.Pick(Methods, random), Spelling.Any(path, random), headers);
    }
}
