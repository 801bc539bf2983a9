using Microsoft.AspNetCore.Http;

namespace MockUserApis.Kernel;

/// <summary>Finds the operation, by the spec's own paths. Whether its absence is a no is for <see cref="Admit"/> to say.</summary>
public sealed class Locate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        Find(Exchange.Of(http));
        return next(http);
    }

    internal static void Find(Exchange exchange)
    {
        exchange.Route = exchange.Vendor.Contract.Router.Of(exchange.Path, exchange.Method);
        if (exchange.Route.Found)
        {
            exchange.Operation = Pick(exchange.Route.Operations, exchange.Method)
                ?? (exchange.Vendor.AnswersHead && HttpMethods.IsHead(exchange.Method) ? Pick(exchange.Route.Operations, HttpMethods.Get) : null);
        }
    }

    private static Operation? Pick(IReadOnlyList<Operation> operations, string method)
    {
        for (var i = 0; i < operations.Count; i++) if (operations[i].Method == method) return operations[i];
        return null;
    }
}
