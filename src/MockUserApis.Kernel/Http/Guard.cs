using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Http;

/// <summary>
/// Who may reach the control plane. It stands behind the routing and asks the endpoint, never the path: whatever is not
/// marked public needs the token when there is one, found or not, in any spelling. Pages elsewhere are refused with and
/// without it; a foreign Host has been refused before (<see cref="Callers"/>).
/// </summary>
public sealed class Guard(RequestDelegate next, MockOptions options, VendorDirectory vendors, Callers callers)
{
    private const string Scheme = "Bearer ";

    private const string NoVendorHere =
        " A vendor is at its own port, or below its slug: this address is neither; GET /_mock/vendors lists them.";

    private readonly byte[]? token = options.ControlToken is { } t ? Digest(t) : null;

    public Task InvokeAsync(HttpContext http)
    {
        if (IsElsewhere(http.Connection.LocalPort))
            return Elsewhere(http);
        if (!callers.IsOwnPage(http.Request))
            return ForeignPage(http);
        if (PublicEndpoint.Covers(http))
            return next(http);
        if (token is not null && !HasToken(http))
            return NoToken(http);
        return callers.JudgesHosts && http.Request.Headers.Host is not [{ Length: > 0 }] ? NoHost(http) : next(http);
    }

    // Without a socket there may be no port.
    private bool IsElsewhere(int port) => vendors.BasePort != 0 && port != 0 && port != vendors.BasePort;

    private Task Elsewhere(HttpContext http) =>
        Problem.Write(http, 404, "Not here", $"The control plane is at {vendors.For(http.Request).Root}/_mock.");

    private static Task ForeignPage(HttpContext http) =>
        Problem.Write(
            http,
            403,
            "Foreign origin",
            "The control plane answers its own pages alone, and Origin or Sec-Fetch-Site name another. "
                + "Call it from its own pages or from outside a browser."
        );

    private static Task NoToken(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer realm=\"mock control plane\"";
        return Problem.Write(
            http,
            401,
            "Token required",
            "Send Authorization: Bearer TOKEN or X-Mock-Token: TOKEN, with the token that the mock was started with."
                + (WrongAddress.IsControl(http.Request.Path.ToUriComponent()) ? "" : NoVendorHere)
        );
    }

    private static Task NoHost(HttpContext http) =>
        Problem.Write(
            http,
            403,
            "No host",
            "Without a Host header the control plane cannot tell by which name it was addressed. Send Host: 127.0.0.1."
        );

    // Of two tokens none counts.
    private bool HasToken(HttpContext http)
    {
        return CryptographicOperations.FixedTimeEquals(Digest(TokenOf(http.Request.Headers)), token!);
    }

    private static string TokenOf(IHeaderDictionary headers)
    {
        if (headers["X-Mock-Token"] is [{ } header])
            return header;
        if (headers.Authorization is [{ } value] && value.StartsWith(Scheme, StringComparison.Ordinal))
            return value[Scheme.Length..];
        return "";
    }

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
