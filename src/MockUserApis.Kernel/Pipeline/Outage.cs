using Microsoft.AspNetCore.Http;

namespace MockUserApis.Kernel;

/// <summary>
/// While the store cannot be reached: a vendor's clients get a 503 in a shape that no vendor sends, the control plane's a
/// problem. Only servers whose store can go away have this step.
/// </summary>
public sealed class Outage(RequestDelegate next)
{
    private const string Detail = "The mock cannot reach the store of its state. What this request asked for may or may not have been done. Send it again later.";

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (StoreUnavailableException) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            await Answer(http);
        }
    }

    private static Task Answer(HttpContext http)
    {
        if (http.Features.Get<Exchange>() is null) return Problem.Write(http, 503, "Store unavailable", Detail);
        http.Response.StatusCode = 503;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync($$"""{"mock":"store unavailable","detail":"{{Detail}}"}""");
    }
}
