using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>Path, credentials, method, in the order in which servers ask: is it there, who are you, may you.</summary>
public sealed class Admit(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var exchange = Exchange.Of(http);
        exchange.Way.Reach(Step.Credentials);
        return (exchange.Api.Precheck(exchange) ?? No(exchange)) is { } reply ? Answer(exchange, reply) : next(http);
    }

    private static Task Answer(Exchange exchange, Reply reply)
    {
        exchange.Reply = reply;
        return Task.CompletedTask;
    }

    private static Reply? No(Exchange exchange)
    {
        if (exchange.Missing is { } missing) return NotMocked(exchange, missing);
        if (!exchange.Route.Found) return exchange.Refuse(new Refusal.NoSuchPath(exchange.Path));
        if (exchange.Operation is not { Anonymous: true })
        {
            if (exchange.Credential is null) return exchange.Refuse(new Refusal.NoCredential());
            if (exchange.Account is null || exchange.Sandbox.IsRevoked(exchange.Vendor)) return exchange.Refuse(new Refusal.BadCredential());
        }

        if (exchange.Operation is not { } operation)
        {
            return exchange.Refuse(new Refusal.WrongMethod(exchange.Method, [.. exchange.Route.Operations.Select(o => o.Method)]));
        }

        return operation.Writes && exchange.Account is { CanWrite: false } ? exchange.Refuse(new Refusal.ReadOnlyCredential()) : null;
    }

    private static Reply NotMocked(Exchange exchange, Operation missing)
    {
        var what = $"{missing.Method} {missing.Path} ({missing.Summary})";
        return exchange.Refuse(new Refusal.NoSuchPath(exchange.Path))
            .Lacking($"{exchange.Vendor.Title} has {what}, the mock does not.");
    }
}
