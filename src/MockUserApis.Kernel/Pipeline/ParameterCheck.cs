using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>Holds path and query parameters against the spec.</summary>
internal static class ParameterCheck
{
    public static IReadOnlyList<Finding> Run(Exchange exchange)
    {
        var operation = exchange.Operation!;
        if (!exchange.Http.Request.QueryString.HasValue && operation.Unconstrained)
            return [];
        var query = exchange.Http.Request.Query;
        List<Finding>? findings = null;
        foreach (var parameter in operation.Parameters)
        {
            StringValues sent = parameter.In switch
            {
                "path" => exchange.Route[parameter.Name],
                "query" => query[parameter.Name],
                _ => StringValues.Empty,
            };
            if (sent.Count == 0 && parameter is { Required: true, In: "query" })
                Add(parameter, "required", "required: " + parameter.Schema.Describe(), default);
            if (sent.Count > 1 && !parameter.Repeats)
                Add(parameter, "repeated", "one value", Text(sent.ToString()));
            foreach (var value in sent)
            {
                if (findings?.Count >= SchemaCheck.MaxFindings)
                    break;
                if (!(parameter.EmptyIsAbsent && string.IsNullOrEmpty(value)))
                    Value(parameter, value ?? "");
            }
        }

        var undeclared = 0;
        foreach (var name in query.Keys)
        {
            if (undeclared == SchemaCheck.MaxFindings)
                break;
            if (!operation.Parameters.Any(p => p.In == "query" && p.Name == name))
            {
                undeclared++;
                if (Undeclared(name) is { } finding)
                    (findings ??= []).Add(finding);
            }
        }

        return findings ?? (IReadOnlyList<Finding>)[];

        Finding? Undeclared(string name)
        {
            var (pointer, shown) = ("/" + JsonPointer.Escape(name), ShownValue.Of(Text(query[name].ToString())));
            const string expected = "not a parameter of this operation";
            var finding = new Finding("query", pointer, "undeclared", expected, shown, operation.Rule);
            return exchange.Api.Undeclared(finding with { Breaks = false }, operation);
        }

        void Value(Parameter parameter, string value)
        {
            if (Fits(parameter.Schema, value))
                return;
            var element = Element(parameter.Schema, value);
            foreach (var finding in SchemaCheck.Request(parameter.Schema, element))
                Add(parameter, finding.Keyword, finding.Expected, element, finding);
        }

        void Add(Parameter parameter, string keyword, string expected, JsonElement actual, Finding? inner = null) =>
            (findings ??= []).Add(
                new Finding(
                    parameter.In,
                    "/" + JsonPointer.Escape(parameter.Name),
                    keyword,
                    expected,
                    ShownValue.Of(actual),
                    RuleOf(parameter, inner)
                )
                {
                    Limit = inner?.Limit,
                    Value = actual,
                    Schema = parameter.Schema,
                }
            );
    }

    // What is said of numbers in JSON does not hold for a text in a path or a query.
    private static Rule RuleOf(Parameter parameter, Finding? inner) =>
        inner is null || inner.Rule == JsonRules.Integers ? parameter.Schema.Rule : inner.Rule;

    // The common case without making JSON of it: UTF-16 units are never fewer than the characters that are counted.
    private static bool Fits(Schema schema, string value) =>
        schema is { Type: JsonTypes.String, Enum.Length: 0, OneOf.Count: 0, AnyOf.Count: 0, Format: null, Noted: null }
        && value.Length >= Math.Min(schema.MinLength, 1)
        && schema.MinLength <= 1
        && (schema.MaxLength is null || value.Length <= schema.MaxLength)
        && (schema.Pattern is null || schema.Pattern.IsMatch(value));

    // A parameter has no JSON type of its own: it is read as the one that the spec declares.
    private static JsonElement Element(Schema schema, string value)
    {
        if (schema.Type is JsonTypes.Integer or JsonTypes.Number or JsonTypes.Boolean)
        {
            try
            {
                var text = System.Text.Encoding.UTF8.GetBytes(value);
                var parsed = RawJson.Parse(text);
                // The parser forgives white space around a value, and whatever stands behind it.
                var isWhole = JsonMarshal.GetRawUtf8Value(parsed).Length == text.Length;
                var isScalar = parsed.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;
                if (isWhole && isScalar)
                    return parsed;
            }
            catch (JsonException)
            {
                return Text(value);
            }
        }

        return Text(value);
    }

    private static JsonElement Text(string value) => RawJson.Parse(RawJson.String(value));
}
