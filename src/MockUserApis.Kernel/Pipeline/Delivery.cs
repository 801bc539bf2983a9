using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>Puts a reply on the wire, whole or as an armed fault wants it broken.</summary>
internal static class Delivery
{
    private static readonly string[] Tags = Enum.GetNames<Evidence>();

    /// <param name="reply">Null: the connection ends without an answer.</param>
    public static Task SendAsync(Exchange exchange, Reply? reply)
    {
        if (reply is null)
            return FaultyDelivery.EndAsync(exchange.Http);
        var response = exchange.Http.Response;
        response.StatusCode = reply.Status;
        var headers = response.Headers;
        foreach (var (name, value) in reply.Headers)
            headers.Append(name, value);
        headers["X-Mock-Exchange"] = exchange.Id.ToString(CultureInfo.InvariantCulture);
        headers["X-Mock-Evidence"] = Tags[(int)exchange.Evidence];
        if (exchange.Findings.Count > 0)
            headers["X-Mock-Findings"] = exchange.Findings.Count.ToString(CultureInfo.InvariantCulture);
        if (reply.ContentType is not null)
            headers.ContentType = reply.ContentType;
        if (!IsBodiless(reply.Status) || reply.StatesLength)
            headers.ContentLength = reply.Body.Length;
        Cors.Expose(headers);
        if (reply is { Status: 204, StatesLength: true })
            StateLength(exchange.Http);
        if (exchange.Fault is { Traits.Stage: FaultStage.OnDelivery } fault)
        {
            return FaultyDelivery.SendAsync(exchange, reply, fault);
        }

        return reply.Body.IsEmpty || HttpMethods.IsHead(exchange.Method) || IsBodiless(reply.Status)
            ? Task.CompletedTask
            : response.Body.WriteAsync(reply.Body, exchange.Http.RequestAborted).AsTask();
    }

    /// <summary>HTTP gives such an answer no body (RFC 9110); a fault may ask for one of them.</summary>
    internal static bool IsBodiless(int status) => status is 204 or 205 or 304 or < 200;

    // A server inside the process has no wire, and refuses such a phrase.
    private static bool IsKestrel(IHttpResponseFeature line) =>
        line.GetType().Namespace!.StartsWith("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal);

    // Kestrel takes Content-Length out of a 204 (RFC 9110 forbids it, vendors send it all the same). The status line is
    // what it writes as it is given, so the header follows there. HTTP/2 has neither the line nor the need.
    private static void StateLength(HttpContext http)
    {
        var line = http.Features.GetRequiredFeature<IHttpResponseFeature>();
        if (HttpProtocol.IsHttp11(http.Request.Protocol) && IsKestrel(line))
            line.ReasonPhrase = "No Content\r\nContent-Length: 0";
    }
}
