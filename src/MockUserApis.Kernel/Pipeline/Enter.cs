using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>Into which sandbox: the one that the address or <c>X-Mock-Sandbox</c> names, else the credential's.</summary>
public sealed class Enter(RequestDelegate next, Sandboxes sandboxes)
{
    public Task InvokeAsync(HttpContext http)
    {
        var exchange = Exchange.Of(http);
        exchange.Credential = exchange.Vendor.Credential(http.Request.Headers);
        var (sandbox, account) = sandboxes.Enter(exchange.Vendor, exchange.Named, exchange.Credential);
        if (sandbox is null) return NoSuchSandbox(exchange);
        (exchange.Sandbox, exchange.Account) = (sandbox, account);
        return next(http);
    }

    private static Task NoSuchSandbox(Exchange exchange)
    {
        exchange.Release();
        var name = exchange.Named!;
        return Problem.Write(exchange.Http, 404, "No such sandbox",
            $"There is no sandbox \"{name}\". Create it with POST /_mock/sandboxes {{\"name\":\"{name}\"}}, "
            + "or leave X-Mock-Sandbox and /~name out to use the default one.");
    }
}
