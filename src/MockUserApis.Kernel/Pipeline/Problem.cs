using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// The mock's own errors, RFC 9457: never on a vendor's behalf. The detail says what to send instead.
/// </summary>
public static class Problem
{
    public static Task Write(HttpContext http, int status, string title, string detail)
    {
        var body = Text(status, title, detail);
        Protect(http.Response.Headers);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/problem+json";
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body).AsTask();
    }

    /// <summary>The body alone.</summary>
    internal static byte[] Text(int status, string title, string detail) =>
        RawJson.Write(
            (status, title, detail),
            static (json, problem) =>
            {
                json.WriteStartObject();
                json.WriteString("title", problem.title);
                json.WriteNumber("status", problem.status);
                json.WriteString("detail", problem.detail);
                json.WriteEndObject();
            }
        );

    /// <summary>A browser neither takes the answer for another type nor shows it in another page's frame.</summary>
    internal static void Protect(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
    }
}
