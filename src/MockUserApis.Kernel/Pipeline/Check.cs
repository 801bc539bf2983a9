using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// Holds parameters and body against the spec. What passes here, the controller need not look at again.
/// </summary>
public sealed class Check(RequestDelegate next, MockOptions options)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var exchange = Exchange.Of(http);
        exchange.Timings.Mark(Step.Check);
        if (await RefusedAsync(exchange, options.MaxBody) is { } reply)
            await exchange.Answer(reply);
        else
            await next(http);
    }

    /// <summary>The refusal of a request that the contract does not let in; null: it does.</summary>
    internal static async ValueTask<Reply?> RefusedAsync(Exchange exchange, long maxBody)
    {
        var operation = exchange.Operation!;
        if (exchange.TooLarge)
            return exchange.Refuse(new Refusal.TooLarge(maxBody));
        if (exchange.Departs(ParameterCheck.Run(exchange)) is { } reply)
            return reply;
        if (operation.Body is not { } schema)
            return null;
        if (exchange.BodyBytes.Length == 0)
        {
            if (!operation.BodyRequired)
                return null;
            if (!IsEmptyForm(exchange))
                return NoBody(exchange) ?? exchange.Departs(SchemaCheck.Request(schema, exchange.Body));
        }

        if (BodyForm.Refused(exchange, maxBody) is { } form)
            return form;
        if (Parse(exchange, schema) is { } malformed)
            return UnreadBody.Refuse(exchange, malformed);
        var departures = SchemaCheck.Request(schema, exchange.Body);
        var refused = departures.Count == 0 ? null : await DepartAsync(exchange, departures);
        NoteForm(exchange);
        return refused;
    }

    private static bool IsEmptyForm(Exchange exchange) =>
        exchange.Api.BodyRules.ReadsEmptyForms
        && FormBody.RuleOf(exchange.Operation!, exchange.Http.Request.ContentType) is not null;

    private static async ValueTask<Reply?> DepartAsync(Exchange exchange, IReadOnlyList<Finding> departures)
    {
        departures = exchange.Api.Review(departures, exchange);
        return await BeforeAsync(exchange, departures) ?? exchange.Departs(departures);
    }

    // A form that no page of the vendor mentions is a departure that breaks nothing, whatever is in it.
    private static void NoteForm(Exchange exchange)
    {
        if (exchange.Form is not { Evidence: Evidence.ASSUMED } rule || !exchange.Operation!.TakesJson)
            return;
        var sent = ShownValue.Of(RawJson.Parse(RawJson.String(exchange.Http.Request.ContentType)));
        var finding = new Finding("header", "/Content-Type", "mediaType", "application/json", sent, rule);
        exchange.Note(finding with { Breaks = false });
    }

    private static async ValueTask<Reply?> BeforeAsync(Exchange exchange, IReadOnlyList<Finding> departures)
    {
        if (!exchange.Refuses(departures))
            return null;
        if (await exchange.Api.BeforeBrokenAsync(exchange) is not { } reply)
            return null;
        foreach (var finding in departures)
            exchange.Note(finding);
        return reply;
    }

    // The journal keeps what was sent, nothing; only the merge sees an empty object.
    private static Reply? NoBody(Exchange exchange)
    {
        var kind = exchange.Operation!.TakesJson ? "a JSON body" : "a body";
        var refusal = new Refusal.Malformed(kind + " is required and none was sent", 1, 1);
        var forgiving = exchange.Api.BodyRules.NoBody;
        var rule = forgiving ?? exchange.Operation.Rule;
        var finding = new Finding("body", "", "required", kind, "absent", rule);
        if (forgiving is null)
            return UnreadBody.Refuse(exchange, refusal, finding);
        if (exchange.Departs(finding, refusal, forgiven: true) is { } refused)
            return refused;
        exchange.Parsed = JsonDocument.Parse("{}"u8.ToArray());
        return null;
    }

    private static Refusal.Malformed? Parse(Exchange exchange, Schema schema)
    {
        if (exchange.Form is not { } form)
            return JsonBody.Parse(exchange);
        exchange.Rely(form);
        return FormBody.Parse(exchange, schema);
    }
}
