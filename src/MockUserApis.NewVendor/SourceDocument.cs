using System.Text.Json.Nodes;
using MockUserApis.SpecTool;

namespace MockUserApis.NewVendor;

/// <summary>An OpenAPI file of somebody else: what is not there or not understood reads as null.</summary>
internal sealed class SourceDocument(JsonObject root)
{
    private const int MaxReferences = 20;

    public string? Title => root.At("info").At("title").Text() is { Length: > 0 } title ? Short(title) : null;

    public string Server =>
        root.At("servers").At("0").At("url").Text() is { } url
        && Uri.TryCreate(url, UriKind.Absolute, out var address)
        && address.Scheme is "https" or "http"
            ? url.TrimEnd('/')
            : "https://api.example.com";

    public IEnumerable<(string Path, JsonNode? Item)> Paths =>
        root.At("paths").Entries().Where(p => p.Key.StartsWith('/')).Select(p => (p.Key, Follow(p.Value)));

    public JsonNode? Item(string path) =>
        Paths.FirstOrDefault(p => Parameters.Bare(p.Path) == Parameters.Bare(path)).Item;

    /// <summary>The schema of an operation's JSON body, when that is an object with properties.</summary>
    public JsonObject? JsonBody(JsonObject operation)
    {
        var contents = Follow(operation["requestBody"]).At("content").Entries();
        var json = contents.FirstOrDefault(c => c.Key.Contains("json", StringComparison.OrdinalIgnoreCase)).Value;
        return Follow(json.At("schema")) is JsonObject schema && Properties(schema).Any() ? schema : null;
    }

    /// <summary>The properties of a schema and of what it is made of (<c>allOf</c>), references followed.</summary>
    public IEnumerable<(string Name, JsonObject Schema)> Properties(JsonObject schema, int depth = 0)
    {
        if (depth > MaxReferences)
            yield break;
        foreach (var part in schema.At("allOf").Items())
        {
            if (Follow(part) is not JsonObject whole)
                continue;
            foreach (var property in Properties(whole, depth + 1))
                yield return property;
        }

        foreach (var (name, property) in schema.At("properties").Entries())
        {
            if (Follow(property) is JsonObject whole)
                yield return (name, whole);
        }
    }

    /// <summary>The names that a schema, or what it is made of, requires.</summary>
    public IEnumerable<string> Required(JsonObject schema, int depth = 0) =>
        depth > MaxReferences
            ? []
            : schema
                .At("allOf")
                .Items()
                .Select(Follow)
                .OfType<JsonObject>()
                .SelectMany(part => Required(part, depth + 1))
                .Concat(schema.At("required").Items().Select(r => r.Text()).OfType<string>());

    /// <summary>The header that carries the credential, and what stands before it there.</summary>
    public (string Header, string Scheme) Credential()
    {
        var schemes = root.At("components").At("securitySchemes");
        var schemas = root.At("components").At("securitySchemes");
        var first = root.At("security").At("0").Entries() is [var named, ..] ? named.Key : null;
        if (first is null && schemas.Entries() is [var any, ..])
            first = any.Key;
        var scheme = first is null ? null : Follow(schemas.At(first));
        if (scheme.At("type").Text() == "apiKey" && scheme.At("in").Text() == "header")
            return (scheme.At("name").Text() ?? "X-Api-Key", "");
        var isBasic = "basic".Equals(scheme.At("scheme").Text(), StringComparison.OrdinalIgnoreCase);
        return ("Authorization", isBasic ? "Basic " : "Bearer ");
    }

    /// <summary>What a reference leads to, and another one there.</summary>
    public JsonNode? Follow(JsonNode? node)
    {
        for (var i = 0; i < MaxReferences && node.At("$ref").Text() is { } reference; i++)
        {
            node = reference.StartsWith("#/", StringComparison.Ordinal)
                ? Reference.Steps(reference).Aggregate<string, JsonNode?>(root, (at, step) => at.At(step))
                : null;
        }

        return node;
    }

    // The table of vendors and comments have it on one line.
    private static string Short(string title)
    {
        var line = string.Concat(title.Where(c => c is not ('|' or '"' or '\\' or '\r' or '\n'))).Trim();
        return line.Length <= 40 ? line : line[..40].TrimEnd();
    }
}
