using System.Text.Json;

namespace MockUserApis.Tests.Support;

/// <summary>An example of the spec with its name.</summary>
public sealed record Example(string Name, JsonElement Value);

/// <summary>An example of a request's body in one of the media types that the operation takes.</summary>
public sealed record ExampleBody(string Media, Example Example)
{
    public string ContentType => Media == Operation.MultipartType ? FormOf.Multipart : Media;

    public string Text =>
        Media switch
        {
            Operation.FormType => string.Join(
                '&',
                Example.Value.EnumerateObject().Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value.ToString())}")
            ),
            Operation.MultipartType => FormOf.File(Example.Value),
            Operation.JsonType => Example.Value.GetRawText(),
            // A file alone.
            _ => Example.Value.GetString()!,
        };

    /// <summary>As the contract sees it: a file alone is the part of a form.</summary>
    public Example Read(Operation operation) =>
        operation.File is { } file && file.MediaType == Media
            ? Example with
            {
                Value = JsonSerializer.SerializeToElement(
                    new Dictionary<string, JsonElement> { [file.Part] = Example.Value }
                ),
            }
            : Example;
}

/// <summary>The examples that a spec carries, references followed.</summary>
internal static class Examples
{
    public static IReadOnlyList<Example> Requests(Vendor vendor, Operation operation) =>
        [.. Bodies(vendor, operation).Select(b => b.Read(operation))];

    /// <summary>The same with their media types.</summary>
    public static IReadOnlyList<ExampleBody> Bodies(Vendor vendor, Operation operation) =>
        operation.Json.TryGetProperty("requestBody", out var body)
            ? [.. In(DocumentOf(vendor, operation), body).Select(e => new ExampleBody(e.Media, e.Example))]
            : [];

    /// <summary>
    /// What the path's parameter is in a body's example of this name; null when it is the path's first.
    /// </summary>
    public static string? KeyOf(Vendor vendor, Operation operation, string example) =>
        Parameters(vendor, operation)
            .Where(p => p.GetProperty("in").ValueEquals("path"))
            .SelectMany(p => Of(DocumentOf(vendor, operation), p))
            .Where(e => e.Name == example)
            .Select(e => Text(e.Value))
            .FirstOrDefault();

    /// <summary>Every query parameter that has an example, with it; empty when none has.</summary>
    public static string Query(Vendor vendor, Operation operation)
    {
        var pairs =
            from parameter in Parameters(vendor, operation)
            where parameter.GetProperty("in").ValueEquals("query") && parameter.TryGetProperty("example", out _)
            let example = parameter.GetProperty("example")
            from value in example.ValueKind == JsonValueKind.Array ? example.EnumerateArray().ToArray() : [example]
            select $"{parameter.GetProperty("name")}={Uri.EscapeDataString(Text(value))}";
        return string.Join('&', pairs) is { Length: > 0 } query ? "?" + query : "";
    }

    /// <summary>Every example of an answer, with its status and media type.</summary>
    public static IEnumerable<(string Status, string Media, Example Example)> Answers(
        Vendor vendor,
        Operation operation
    ) =>
        from answer in operation.Json.GetProperty("responses").EnumerateObject()
        from example in In(DocumentOf(vendor, operation), answer.Value)
        select (answer.Name, example.Media, example.Example);

    /// <summary>
    /// The path with each parameter as the spec's example has it; the first one's value is the user's key.
    /// </summary>
    public static (string Target, string? Key) Path(Operation operation, string? key = null)
    {
        var (path, first) = (operation.Path, (string?)null);
        foreach (var parameter in operation.Parameters.Where(p => p.In == "path"))
        {
            var value =
                (first is null ? key : null)
                ?? parameter.Example
                ?? throw new InvalidOperationException(
                    $"{operation.Id}: the path parameter {parameter.Name} has no example."
                );
            first ??= value;
            path = path.Replace($"{{{parameter.Name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
        }

        return (path, first);
    }

    /// <summary>An operation's own parameters, references followed.</summary>
    public static IEnumerable<JsonElement> Parameters(Vendor vendor, Operation operation) =>
        operation.Json.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Select(p => Follow(DocumentOf(vendor, operation), p))
            : [];

    private static string Text(JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();

    // A later version of the vendor's API has a document of its own.
    private static JsonElement DocumentOf(Vendor vendor, Operation operation) =>
        vendor.Apis.First(a => a.Contract.Operations.Contains(operation)).Contract.Document;

    private static IEnumerable<(string Media, Example Example)> In(JsonElement document, JsonElement holder) =>
        Follow(document, holder).TryGetProperty("content", out var content)
            ? content.EnumerateObject().SelectMany(m => Of(document, m.Value).Select(e => (m.Name, e)))
            : [];

    private static IEnumerable<Example> Of(JsonElement document, JsonElement holder)
    {
        if (holder.TryGetProperty("example", out var one))
            yield return new Example("example", one);
        if (!holder.TryGetProperty("examples", out var several))
            yield break;
        foreach (var example in several.EnumerateObject())
        {
            yield return new Example(example.Name, Follow(document, example.Value).GetProperty("value"));
        }
    }

    private static JsonElement Follow(JsonElement document, JsonElement json)
    {
        if (!json.TryGetProperty("$ref", out var reference))
            return json;
        var at = document;
        foreach (var segment in reference.GetString()![2..].Split('/'))
            at = at.GetProperty(JsonPointer.Unescape(segment));
        return at;
    }
}
