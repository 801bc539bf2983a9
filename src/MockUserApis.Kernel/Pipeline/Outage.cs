using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// While the store cannot be reached, or what it holds of a sandbox cannot be read: a vendor's clients get a 503 or 500
/// in a shape that no vendor sends, the control plane's a problem. Only servers whose store can go away have this step.
/// </summary>
internal sealed class Outage(RequestDelegate next)
{
    private const string Detail =
        "The mock cannot reach the store of its state. What this request asked for may or may not have been done. Send it again later.";

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (StoreUnavailableException) when (!http.Response.HasStarted)
        {
            await Answer(http, 503, "Store unavailable", Detail);
        }
        catch (DamagedStateException damaged) when (!http.Response.HasStarted)
        {
            await Answer(http, 500, "Sandbox damaged", damaged.Message);
        }
    }

    private static Task Answer(HttpContext http, int status, string title, string detail)
    {
        http.Response.Clear();
        if (http.Features.Get<Exchange>() is null)
            return Problem.Write(http, status, title, detail);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http
            .Response.Body.WriteAsync(
                RawJson.Write(
                    (title, detail),
                    static (json, a) =>
                    {
                        json.WriteStartObject();
                        json.WriteString("mock", a.title.ToLowerInvariant());
                        json.WriteString("detail", a.detail);
                        json.WriteEndObject();
                    }
                )
            )
            .AsTask();
    }
}
