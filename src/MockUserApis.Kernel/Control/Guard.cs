using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace MockUserApis.Kernel;

/// <summary>
/// Who may reach the control plane: with a token set, who has it; without one, only who addressed it by a loopback name,
/// so that a page elsewhere cannot reach it through the browser (DNS rebinding, cross-site requests).
/// </summary>
public sealed class Guard(RequestDelegate next, MockOptions options, VendorDirectory vendors)
{
    private readonly byte[]? token = options.ControlToken is { } t ? Encoding.UTF8.GetBytes(t) : null;

    public Task InvokeAsync(HttpContext http)
    {
        if (vendors.BasePort != 0 && http.Connection.LocalPort != vendors.BasePort && http.Connection.LocalPort != 0) return Elsewhere(http);
        if (http.Request.Headers.Origin is [{ Length: > 0 } origin] && !IsOwn(origin, http))
        {
            return Problem.Write(http, 403, "Foreign origin", $"The control plane does not answer pages of {origin}. Call it from its own pages or from outside a browser.");
        }

        if (token is null && !IsLoopback(http.Request.Host.Host))
        {
            return Problem.Write(http, 403, "Foreign host", "Without a token the control plane answers only to 127.0.0.1, [::1] and localhost. Address it so, or start with --control-token.");
        }

        if (token is not null && http.Request.Path.StartsWithSegments("/_mock", StringComparison.Ordinal) && !HasToken(http))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer realm=\"mock control plane\"";
            return Problem.Write(http, 401, "Token required", "Send Authorization: Bearer TOKEN or X-Mock-Token: TOKEN, with the token that --control-token set.");
        }

        // The control plane reads JSON alone; curl -d would call it a form.
        if (http.Request.ContentLength > 0 || http.Request.Headers.ContainsKey("Transfer-Encoding")) http.Request.ContentType = "application/json";
        return next(http);
    }

    private Task Elsewhere(HttpContext http) =>
        Problem.Write(http, 404, "Not here", $"The control plane is at {vendors.Root}/_mock.");

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private static bool IsOwn(string origin, HttpContext http) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(http.Request.Host.Value, StringComparison.OrdinalIgnoreCase);

    private bool HasToken(HttpContext http)
    {
        var sent = http.Request.Headers["X-Mock-Token"] is [{ } header] ? header
            : http.Request.Headers.Authorization is [{ } value] && value.StartsWith("Bearer ", StringComparison.Ordinal) ? value[7..] : "";
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(sent)), SHA256.HashData(token!));
    }
}
