using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// Finds which of the vendor's APIs is asked, and the operation by that spec's own paths. Whether its absence is a
/// refusal is for <see cref="Admit"/> to say.
/// </summary>
internal sealed class Locate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        Find(Exchange.Of(http));
        return next(http);
    }

    /// <summary>Sets the exchange's API and route, and its operation or the one that is missing.</summary>
    internal static void Find(Exchange exchange)
    {
        exchange.Api = Asked(exchange);
        exchange.Route = exchange.Api.Contract.Find(exchange.Path, exchange.Method, out var prefix);
        if (prefix is not null)
            exchange.Rely(prefix.Rule);
        if (exchange.Route.Found)
        {
            exchange.Operation =
                Pick(exchange.Route.Operations, exchange.Method)
                ?? (
                    exchange.Api.AnswersHead && HttpMethods.IsHead(exchange.Method)
                        ? Pick(exchange.Route.Operations, HttpMethods.Get)
                        : null
                );
        }

        if (exchange.Operation is null or { TakesMissing: true })
            Miss(exchange);
    }

    private static Api Asked(Exchange exchange)
    {
        var apis = exchange.Vendor.Apis;
        for (var i = apis.Count - 1; i > 0; i--)
            if (apis[i].Answers(exchange))
                return apis[i];
        return apis[0];
    }

    // What the vendor has at just this path comes before a template of ours that takes it too.
    private static void Miss(Exchange exchange)
    {
        exchange.Missing = exchange.Api.Contract.NotMocked.Find(exchange.Path, exchange.Method);
        if (exchange.Missing is null || exchange.Operation is null)
            return;
        exchange.Operation = null;
        exchange.Route = default;
    }

    private static Operation? Pick(IReadOnlyList<Operation> operations, string method)
    {
        for (var i = 0; i < operations.Count; i++)
            if (operations[i].Method == method)
                return operations[i];
        return null;
    }
}
