using Microsoft.AspNetCore.Http;

namespace MockUserApis.Kernel;

/// <summary>Holds parameters and body against the spec. What passes here, the controller need not look at again.</summary>
public sealed class Check(RequestDelegate next, MockOptions options)
{
    public Task InvokeAsync(HttpContext http)
    {
        var exchange = Exchange.Of(http);
        exchange.Way.Reach(Step.Check);
        return Refused(exchange) is null ? next(http) : Task.CompletedTask;
    }

    private Reply? Refused(Exchange exchange)
    {
        var operation = exchange.Operation!;
        if (exchange.TooLarge) return exchange.Refuse(new Refusal.TooLarge(options.MaxBody));
        if (exchange.Departs(ParameterCheck.Run(exchange)) is { } reply) return reply;
        if (operation.Body is not { } schema) return null;
        if (exchange.BodyBytes.Length == 0)
        {
            return operation.BodyRequired ? exchange.Refuse(new Refusal.Malformed("a JSON body is required and none was sent", 1, 1)) : null;
        }

        if (BodyForm.Refused(exchange, options.MaxBody) is { } form) return form;
        if (Parse(exchange, schema) is { } malformed) return exchange.Refuse(malformed);
        var departures = SchemaCheck.Request(schema, exchange.Body);
        return departures.Count == 0 ? null : exchange.Departs(exchange.Vendor.Review(departures, exchange));
    }

    private static Refusal.Malformed? Parse(Exchange exchange, Schema schema)
    {
        if (exchange.Operation!.Form is not { } form || !FormBody.Names(exchange.Http.Request.ContentType))
        {
            return JsonBody.Parse(exchange);
        }

        exchange.Rely(form);
        return FormBody.Parse(exchange, schema);
    }
}
