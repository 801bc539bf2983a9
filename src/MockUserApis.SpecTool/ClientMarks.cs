using System.Text.Json.Nodes;

namespace MockUserApis.SpecTool;

/// <summary>
/// What the templates of the clients need to know and NSwag does not tell them: written into the spec as x-client-…
/// keys. On a property: <c>x-client-body</c>, "only" (in requests) or "shared" (in answers too): absent and null must
/// be told apart; <c>x-client-not-null</c>: the vendor refuses null here; <c>x-client-skip</c>: the vendor sets it, a
/// client need not send it; <c>x-client-csharp</c>, <c>x-client-typescript</c>: the type of a union. On an operation:
/// <c>x-client-one-or-many</c>: it answers one object, an array of them, or a page; <c>x-client-parts</c>: the parts
/// that its form must have, each between two strokes;
/// <c>x-client-headers-csharp</c>, <c>x-client-headers-typescript</c>: code for the headers of <c>x-asked-by</c>,
/// which ask for this version of the API.
/// Two things are said more plainly than in the contract: an object is open only where the spec says so, an answer of
/// {} has no content.
/// </summary>
internal static class ClientMarks
{
    public static void Add(JsonNode spec)
    {
        var schemas = new SchemaSearch(spec);
        var (sent, received) = (new SchemaSet(), new SchemaSet());
        var operations = Operations(spec).ToList();
        foreach (var operation in operations)
        {
            var request = schemas.Resolve(operation["requestBody"]);
            foreach (var schema in Contents(request))
                schemas.Collect(schema, sent);
            var answers = Responses(operation).SelectMany(response => Contents(schemas.Resolve(response))).ToList();
            foreach (var schema in answers)
                schemas.Collect(schema, received);
            if (answers.Any(a => schemas.IsOneOrMany(schemas.Resolve(a))))
                operation["x-client-one-or-many"] = true;
            MarkHeaders(operation, spec["x-asked-by"]);
            var form = schemas.Resolve(request.At("content").At("multipart/form-data").At("schema"));
            if (form.At("required").Items().ToList() is { Count: > 0 } parts)
                operation["x-client-parts"] = $"|{string.Join('|', parts.Select(p => p.Text()))}|";
        }
        SchemaSet[] both = [sent, received];
        foreach (var schema in both.SelectMany(set => set))
            MarkMaps(schema);
        foreach (var schema in sent)
            BodyMarks.Add(schema, schemas, received.Contains(schema) ? "shared" : "only");
        foreach (var schema in received.Where(schemas.IsOneOrMany))
            BecomeMany(schema);
        foreach (var schema in both.SelectMany(set => set))
            Close(schema);
        foreach (var response in operations.SelectMany(Responses))
            DropNothing(schemas.Resolve(response), schemas);
    }

    private static IEnumerable<JsonObject> Operations(JsonNode spec) =>
        from path in spec.At("paths").Entries()
        from method in OperationCheck.Methods
        let operation = path.Value.At(method) as JsonObject
        where operation is not null
        select operation;

    private static IEnumerable<JsonNode?> Responses(JsonObject operation) =>
        operation["responses"].Entries().Select(response => response.Value);

    private static IEnumerable<JsonNode?> Contents(JsonNode? message) =>
        message.At("content").Entries().Select(media => media.Value.At("schema"));

    // Texts of JSON are texts of C# and TypeScript too.
    private static void MarkHeaders(JsonObject operation, JsonNode? headers)
    {
        if (headers is not JsonObject { Count: > 0 } map)
            return;
        var pairs = map.Select(h => (Name: JsonValue.Create(h.Key).ToJsonString(), Value: h.Value!.ToJsonString()));
        operation["x-client-headers-csharp"] = string.Concat(pairs.Select(h => $".WithHeader({h.Name}, {h.Value})"));
        operation["x-client-headers-typescript"] = string.Join(", ", pairs.Select(h => $"{h.Name}: {h.Value}"));
    }

    private static void MarkMaps(JsonObject schema)
    {
        foreach (var (_, property) in schema["properties"].Entries())
            MarkMap(property);
    }

    private static void MarkMap(JsonNode? property)
    {
        if (property is not JsonObject map || map["type"].Text() != "object")
            return;
        if (map["properties"] is not null || !map["additionalProperties"].IsTrue())
            return;
        var nullable = map["nullable"].IsTrue();
        map["x-client-csharp"] = "System.Text.Json.Nodes.JsonObject" + (nullable ? "?" : "");
        map["x-client-typescript"] = "Record<string, unknown>" + (nullable ? " | null" : "");
    }

    private static void BecomeMany(JsonObject schema)
    {
        var many = schema["oneOf"].At("1") as JsonObject;
        var items = many?["items"];
        many?.Remove("items");
        schema.Remove("oneOf");
        schema["type"] = "array";
        schema["items"] = items;
    }

    private static void Close(JsonObject schema)
    {
        if (schema["properties"] is null || schema["additionalProperties"] is not null)
            return;
        schema["additionalProperties"] = false;
    }

    private static void DropNothing(JsonNode? response, SchemaSearch schemas)
    {
        var schema = schemas.Resolve(response.At("content").At("application/json").At("schema"));
        if (schema.At("type").Text() != "object" || schema.At("properties") is not null)
            return;
        if (schema.At("additionalProperties").IsFalse())
            (response as JsonObject)?.Remove("content");
    }
}
