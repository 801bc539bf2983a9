using System.Text.Json;

namespace MockUserApis.Tests.Support;

/// <summary>An example of the spec with its name.</summary>
public sealed record Example(string Name, JsonElement Value);

/// <summary>The examples that a spec carries, references followed.</summary>
internal static class Examples
{
    public static IReadOnlyList<Example> Requests(Vendor vendor, Operation operation) =>
        operation.Json.TryGetProperty("requestBody", out var body) ? [.. Media(vendor, body).SelectMany(m => Of(vendor, m.Value))] : [];

    /// <summary>Every example of an answer, with its status and media type.</summary>
    public static IEnumerable<(string Status, string Media, Example Example)> Answers(Vendor vendor, Operation operation) =>
        from answer in operation.Json.GetProperty("responses").EnumerateObject()
        from media in Media(vendor, answer.Value)
        from example in Of(vendor, media.Value)
        select (answer.Name, media.Name, example);

    /// <summary>The path with each parameter as the spec's example has it; the first one's value is the user's key.</summary>
    public static (string Target, string? Key) Path(Operation operation, string? key = null)
    {
        var path = operation.Path;
        foreach (var parameter in operation.Parameters.Where(p => p.In == "path"))
        {
            key ??= parameter.Example ?? throw new InvalidOperationException($"{operation.Id}: the path parameter {parameter.Name} has no example.");
            path = path.Replace($"{{{parameter.Name}}}", Uri.EscapeDataString(key), StringComparison.Ordinal);
        }

        return (path, key);
    }

    private static IEnumerable<JsonProperty> Media(Vendor vendor, JsonElement holder) =>
        Follow(vendor, holder).TryGetProperty("content", out var content) ? content.EnumerateObject() : [];

    private static IEnumerable<Example> Of(Vendor vendor, JsonElement media)
    {
        if (media.TryGetProperty("example", out var one)) yield return new Example("example", one);
        if (!media.TryGetProperty("examples", out var several)) yield break;
        foreach (var example in several.EnumerateObject()) yield return new Example(example.Name, Follow(vendor, example.Value).GetProperty("value"));
    }

    private static JsonElement Follow(Vendor vendor, JsonElement json)
    {
        if (!json.TryGetProperty("$ref", out var reference)) return json;
        var at = vendor.Api.Contract.Document;
        foreach (var segment in reference.GetString()![2..].Split('/')) at = at.GetProperty(JsonPointer.Unescape(segment));
        return at;
    }
}
