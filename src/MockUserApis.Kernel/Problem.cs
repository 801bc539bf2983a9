using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace MockUserApis.Kernel;

/// <summary>The mock's own errors, RFC 9457: never on a vendor's behalf. The detail says what to send instead.</summary>
public static class Problem
{
    public static Task Write(HttpContext http, int status, string title, string detail)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/problem+json";
        return http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(
            new ProblemDetails { Status = status, Title = title, Detail = detail }, ControlJson.Plain.ProblemDetails)).AsTask();
    }
}
