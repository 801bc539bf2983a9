using Microsoft.AspNetCore.Http;

namespace MockUserApis.Kernel;

/// <summary>Finds the operation, by the spec's own paths. Whether its absence is a no is for <see cref="Admit"/> to say.</summary>
public sealed class Locate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var exchange = Exchange.Of(http);
        exchange.Route = exchange.Vendor.Contract.Find(exchange.Path, out var prefix);
        if (prefix is not null) exchange.Rely(prefix.Rule);
        if (exchange.Route.Found)
        {
            exchange.Operation = Pick(exchange.Route.Operations, exchange.Method)
                ?? (exchange.Vendor.AnswersHead && HttpMethods.IsHead(exchange.Method) ? Pick(exchange.Route.Operations, HttpMethods.Get) : null);
        }

        return next(http);
    }

    private static Operation? Pick(IReadOnlyList<Operation> operations, string method)
    {
        for (var i = 0; i < operations.Count; i++) if (operations[i].Method == method) return operations[i];
        return null;
    }
}
