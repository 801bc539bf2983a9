using System.Collections;
using System.Text.Json.Nodes;

namespace MockUserApis.SpecTool;

/// <summary>Schemas by identity, in the order in which they were met.</summary>
internal sealed class SchemaSet : IEnumerable<JsonObject>
{
    private readonly HashSet<JsonObject> members = new(ReferenceEqualityComparer.Instance);
    private readonly List<JsonObject> order = [];

    public bool Add(JsonObject schema)
    {
        if (!members.Add(schema))
            return false;
        order.Add(schema);
        return true;
    }

    public bool Contains(JsonObject schema) => members.Contains(schema);

    public IEnumerator<JsonObject> GetEnumerator() => order.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Finds schemas in one spec. Its references are good: they were checked before.</summary>
internal sealed class SchemaSearch(JsonNode spec)
{
    private static readonly string[] Unions = ["oneOf", "anyOf", "allOf"];

    public JsonNode? Resolve(JsonNode? node)
    {
        while (node.At("$ref").Text() is { } reference)
        {
            node = Reference.Steps(reference).Aggregate<string, JsonNode?>(spec, (found, step) => found.At(step));
        }
        return node;
    }

    /// <summary>Every schema that can be met on the way down from this one.</summary>
    public void Collect(JsonNode? node, SchemaSet found)
    {
        if (Resolve(node) is not JsonObject schema || !found.Add(schema))
            return;
        foreach (var (_, property) in schema["properties"].Entries())
            Collect(property, found);
        Collect(schema["items"], found);
        Collect(schema["additionalProperties"], found);
        foreach (var branch in Unions.SelectMany(name => schema[name].Items()))
            Collect(branch, found);
    }

    /// <summary>One object, an array of them, or also a page whose results they are.</summary>
    public bool IsOneOrMany(JsonNode? schema) =>
        schema.At("oneOf").Items() switch
        {
            [var one, var many] => IsManyOf(many, one),
            [var one, var many, var page] => IsManyOf(many, one)
                && IsManyOf(Resolve(page).At("properties").At("results"), one),
            _ => false,
        };

    private bool IsManyOf(JsonNode? node, JsonNode? one) =>
        Resolve(node) is { } many
        && many.At("type").Text() == "array"
        && ReferenceEquals(Resolve(many.At("items")), Resolve(one));

    public bool AllowsNull(JsonNode? node) =>
        AllowsNull(node, new HashSet<JsonNode>(ReferenceEqualityComparer.Instance));

    // A schema that is a part of itself says nothing about null.
    private bool AllowsNull(JsonNode? node, HashSet<JsonNode> outer)
    {
        if (Resolve(node) is not { } schema || !outer.Add(schema))
            return false;
        var allowed = Judge(schema, outer);
        outer.Remove(schema);
        return allowed;
    }

    private bool Judge(JsonNode schema, HashSet<JsonNode> outer)
    {
        if ((schema.At("oneOf") ?? schema.At("anyOf")) is { } branches)
        {
            return branches.Items().Any(branch => AllowsNull(branch, outer));
        }
        // "nullable: false" beside a reference takes back what the referred schema allows.
        if (schema.At("allOf") is not null && schema.At("nullable") is { } said && !said.IsTrue())
            return false;
        if (schema.At("allOf") is { } parts)
            return parts.Items().All(part => AllowsNull(part, outer));
        return schema.At("nullable").IsTrue() || schema.At("type") is null;
    }
}
