using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// Into which sandbox: the one that the address or <c>X-Mock-Sandbox</c> names, else the credential's. A login's is its
/// password.
/// </summary>
public sealed class Enter(RequestDelegate next, Sandboxes sandboxes)
{
    public Task InvokeAsync(HttpContext http)
    {
        var exchange = Exchange.Of(http);
        exchange.Credential = exchange.Vendor.Credential(http.Request.Headers);
        var entering = exchange.Api.Login(exchange) is { } login
            ? LogInAsync(exchange, login)
            : sandboxes.EnterAsync(VisitOf(exchange));
        return entering.IsCompletedSuccessfully
            ? GoOnAsync(exchange, entering.Result)
            : EnteredAsync(exchange, entering);
    }

    private async Task EnteredAsync(Exchange exchange, ValueTask<Entrance> entering) =>
        await GoOnAsync(exchange, await entering);

    private Task GoOnAsync(Exchange exchange, in Entrance entrance)
    {
        if (entrance.Sandbox is not { } sandbox)
            return NoSuchSandbox(exchange);

        (exchange.Sandbox, exchange.Account, exchange.Id) = (sandbox, entrance.Account, entrance.ExchangeId);
        exchange.Seen = entrance.Seen;
        if (entrance.Counted is { } counted)
            exchange.Count(counted);
        return next(exchange.Http);
    }

    private Visit VisitOf(Exchange exchange)
    {
        var visit = new Visit(exchange.Vendor, exchange.Named, exchange.Credential);
        return sandboxes.IsElsewhere ? ReadAhead(visit, exchange) : visit;
    }

    // What turns a request away before the limits is known here, or the store knows it: path, method and a check of the
    // vendor's own, then credentials and faults.
    private static Visit ReadAhead(Visit visit, Exchange exchange)
    {
        if (exchange.Operation is not { } operation || exchange.Unreceived is not null)
            return visit;
        return visit with
        {
            Index = exchange.Key is null ? null : exchange.Api.IndexOf(operation),
            Key = exchange.Key,
            Counts = !operation.Anonymous && !exchange.Api.Prechecks(exchange),
            Writes = operation.Writes,
        };
    }

    // A sandbox that is named, or opened by the headers, takes its own passwords and the default one's. The default one
    // is where everybody starts: there the password decides. An expired token beside it says nothing.
    private async ValueTask<Entrance> LogInAsync(Exchange exchange, string login)
    {
        var name = exchange.Named;
        if (name is null && exchange.Credential is { } sent)
        {
            name = (await sandboxes.OpenAsync(exchange.Vendor, sent))?.Sandbox.Name;
        }

        var named = name == Sandboxes.Default ? null : name;
        var entrance = await sandboxes.EnterAsync(new Visit(exchange.Vendor, named, login));
        if (entrance.Sandbox is not null || exchange.Named is not null)
            return entrance;
        // The sandbox that the headers opened has expired meanwhile.
        return await sandboxes.EnterAsync(new Visit(exchange.Vendor, null, null)) with { Account = entrance.Account };
    }

    private static Task NoSuchSandbox(Exchange exchange)
    {
        exchange.Release();
        var name = exchange.Named!;
        return Problem.Write(
            exchange.Http,
            404,
            "No such sandbox",
            $"There is no sandbox \"{name}\". Create it with POST /_mock/sandboxes {{\"name\":\"{name}\"}}, "
                + "or leave X-Mock-Sandbox and /~name out to use the default one."
        );
    }
}
