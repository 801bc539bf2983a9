using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>Path, credentials, method, in the order in which servers ask: is it there, who are you, may you.</summary>
internal sealed class Admit(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var exchange = Exchange.Of(http);
        exchange.Timings.Mark(Step.Credentials);
        return (exchange.Api.Precheck(exchange) ?? Refused(exchange)) is { } reply
            ? exchange.Answer(reply)
            : next(http);
    }

    private static Reply? Refused(Exchange exchange)
    {
        if (Refusal(exchange) is not { } refusal)
            return null;
        var reply = exchange.Refuse(refusal);
        return exchange.Missing is { } missing ? reply.Lacking(NotMocked(exchange, missing)) : reply;
    }

    private static Refusal? Refusal(Exchange exchange)
    {
        if (exchange.Missing is not null || !exchange.Route.Found)
            return new Refusal.NoSuchPath(exchange.Path);
        if (AsksForCredential(exchange))
        {
            if (exchange.Credential is null)
                return new Refusal.NoCredential();
            var isOpen = exchange.Account is not null && !exchange.Sandbox.IsRevoked(exchange.Vendor);
            if (!isOpen)
                return new Refusal.BadCredential();
        }

        if (exchange.Operation is not { } operation)
        {
            return new Refusal.WrongMethod(exchange.Method, [.. exchange.Route.Operations.Select(o => o.Method)]);
        }

        return operation.Writes && exchange.Account is { CanWrite: false } ? new Refusal.ReadOnlyCredential() : null;
    }

    // Where no method asks for one, a wrong method does not either.
    private static bool AsksForCredential(Exchange exchange) =>
        exchange.Operation is { } operation ? !operation.Anonymous : !exchange.Route.Operations.All(o => o.Anonymous);

    private static string NotMocked(Exchange exchange, Operation missing) =>
        $"{exchange.Vendor.Title} has {missing.Method} {missing.Path} ({missing.Summary}), the mock does not.";
}
