using System.Text.Json;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>A body before <see cref="Check"/>, for an API whose credential stands in it.</summary>
public static class UncheckedBody
{
    /// <summary>Undefined where it cannot be read, or is in a content coding; <see cref="Check"/> says why.</summary>
    public static JsonElement Of(Exchange exchange)
    {
        if (exchange.Operation is not { Body: { } schema } operation)
            return default;
        if (exchange.BodyBytes.Length == 0 || exchange.IsCoded)
            return default;
        var isForm = FormBody.RuleOf(operation, exchange.Http.Request.ContentType) is not null;
        var malformed = isForm ? FormBody.Parse(exchange, schema) : JsonBody.Parse(exchange);
        using var parsed = exchange.Parsed;
        exchange.Parsed = null;
        return malformed is null && parsed is not null ? parsed.RootElement.Clone() : default;
    }
}
