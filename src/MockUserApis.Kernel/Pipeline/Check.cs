using Microsoft.AspNetCore.Http;

namespace MockUserApis.Kernel;

/// <summary>Holds parameters and body against the spec. What passes here, the controller need not look at again.</summary>
public sealed class Check(RequestDelegate next, MockOptions options)
{
    public Task InvokeAsync(HttpContext http)
    {
        var exchange = Exchange.Of(http);
        exchange.Way.Reach(Step.Check);
        return Refused(exchange, options.MaxBody) is null ? next(http) : Task.CompletedTask;
    }

    /// <summary>The refusal of a request that the contract does not let in; null: it does.</summary>
    internal static Reply? Refused(Exchange exchange, long mostBody)
    {
        var operation = exchange.Operation!;
        if (exchange.TooLarge) return exchange.Refuse(new Refusal.TooLarge(mostBody));
        if (exchange.Departs(ParameterCheck.Run(exchange)) is { } reply) return reply;
        if (operation.Body is not { } schema) return null;
        if (exchange.BodyBytes.Length == 0)
        {
            return operation.BodyRequired ? exchange.Refuse(new Refusal.Malformed("a JSON body is required and none was sent", 1, 1)) : null;
        }

        if (BodyForm.Refused(exchange, mostBody) is { } form) return form;
        if (JsonBody.Parse(exchange) is { } malformed) return exchange.Refuse(malformed);
        return exchange.Departs(SchemaCheck.Request(schema, exchange.Body));
    }
}
