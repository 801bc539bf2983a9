using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// What <c>--cors</c> adds at the vendors' addresses, for pages of the named origins (Fetch standard, CORS protocol):
/// answers to preflights, and the headers by which a browser shows an answer to its page. The vendors document none of
/// it. Cookies and logins that a browser keeps are not for those pages: no <c>Access-Control-Allow-Credentials</c>.
/// </summary>
public sealed class Cors(MockOptions options, Callers callers)
{
    // "*" would not cover Authorization; what the page asks for is given back.
    private const string Methods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    private const string Seconds = "600";

    private readonly bool isOn = options.AllowedOrigins.Count > 0;
    private readonly bool takesAll = options.AllowedOrigins.Contains("*");

    /// <summary>Names the origin in the answer to come. True: it was a preflight, and is answered.</summary>
    public bool Answers(HttpContext http)
    {
        if (!isOn || http.Request.Headers.Origin is not [{ } origin] || !callers.IsListed(origin))
            return false;
        var headers = http.Response.Headers;
        headers.AccessControlAllowOrigin = takesAll ? "*" : origin;
        if (!takesAll)
            headers.Vary = "Origin";
        if (!Callers.IsPreflight(http.Request))
            return false;
        headers.AccessControlAllowMethods = Methods;
        var asked = http.Request.Headers.AccessControlRequestHeaders;
        if (IsPlain(asked))
            headers.AccessControlAllowHeaders = asked;
        // Chromium's private network access: a public page may reach this machine.
        if (http.Request.Headers["Access-Control-Request-Private-Network"] == "true")
        {
            headers["Access-Control-Allow-Private-Network"] = "true";
        }

        headers.AccessControlMaxAge = Seconds;
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return true;
    }

    /// <summary>Lets the page read every header of the answer: the mock's own, Retry-After, limits, links.</summary>
    public static void Expose(IHeaderDictionary headers)
    {
        if (headers.AccessControlAllowOrigin.Count == 0)
            return;
        var names = new StringBuilder();
        foreach (var (name, _) in headers)
        {
            if (name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase))
                continue;
            if (names.Length > 0)
                names.Append(", ");
            names.Append(name);
        }

        headers.AccessControlExposeHeaders = names.ToString();
    }

    // What is given back goes out as a header again, which takes less than a request may hold.
    private static bool IsPlain(StringValues sent)
    {
        if (sent is not [{ Length: > 0 } names])
            return false;
        foreach (var letter in names)
            if (letter is < ' ' or > '~')
                return false;
        return true;
    }
}
