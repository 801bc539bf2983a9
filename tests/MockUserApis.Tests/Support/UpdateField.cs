using System.Text.Json.Nodes;

namespace MockUserApis.Tests.Support;

/// <summary>A field that an update can carry, or one key of an object field, with two values that fit it.</summary>
internal sealed record UpdateField(string[] Path, Schema Schema, Schema Parent)
{
    public string Name => string.Join('.', Path);

    public JsonNode? First { get; private init; }

    public JsonNode? Second { get; private init; }

    /// <summary>Every field of the vendor's update in the spec's order, each object's own keys below it.</summary>
    public static IEnumerable<UpdateField> Of(Vendor vendor)
    {
        var body = vendor.Api.Updating.Body!;
        foreach (var (name, schema) in body.Properties.Names.Zip(body.Properties.Schemas))
        {
            yield return Make(vendor, [name], schema, body);
            if (schema.ReadOnly) continue;
            foreach (var (key, inner) in schema.Properties.Names.Zip(schema.Properties.Schemas)) yield return Make(vendor, [name, key], inner, schema);
        }
    }

    /// <summary>The body with this field put, or taken out when <paramref name="value"/> is not given.</summary>
    public string Into(JsonObject minimal, bool given, JsonNode? value)
    {
        var body = (JsonObject)minimal.DeepClone();
        var holder = body;
        if (Path.Length > 1) body[Path[0]] = holder = Neighbours();
        holder.Remove(Path[^1]);
        if (given) holder[Path[^1]] = value?.DeepClone();
        return body.ToJsonString();
    }

    // What an object requires beside the key at hand.
    private JsonObject Neighbours()
    {
        var made = new JsonObject();
        foreach (var name in Parent.Required) made[name] = Sample.Valid(Parent.Properties[name]!);
        return made;
    }

    private static UpdateField Make(Vendor vendor, string[] path, Schema schema, Schema parent)
    {
        var known = Examples.Requests(vendor, vendor.Api.Updating)
            .Select(e => At(JsonNode.Parse(e.Value.GetRawText()), path))
            .Where(v => v is not null and not JsonArray { Count: 0 } and not JsonObject { Count: 0 } && Sample.Fits(schema, v)).DistinctBy(Sample.Canonical).ToList();
        var first = known.FirstOrDefault() ?? Sample.Valid(schema);
        if (known.Count == 1 && first is JsonValue) known.AddRange(Elsewhere(vendor, path[^1]).Where(v => Sample.Fits(schema, v) && Sample.Canonical(v) != Sample.Canonical(first)));
        return new UpdateField(path, schema, parent)
        {
            First = first,
            Second = first is not JsonObject && known.Count > 1 ? known[1] : Sample.Other(schema, first?.DeepClone()),
        };
    }

    // The word that another example of the spec has for a field of that name: real countries, real time zones.
    private static IEnumerable<JsonNode?> Elsewhere(Vendor vendor, string name) => vendor.Api.Contract.Operations
        .SelectMany(o => Examples.Requests(vendor, o).Concat(Examples.Answers(vendor, o).Select(a => a.Example)))
        .SelectMany(e => JsonChanges.Pointers(e.Value).Where(p => p.EndsWith("/" + name, StringComparison.Ordinal)).Select(p => JsonNode.Parse(JsonChanges.At(e.Value, p)!.Value.GetRawText())))
        .Where(v => v is JsonValue j && j.ToString().Length > 0);

    private static JsonNode? At(JsonNode? node, string[] path)
    {
        foreach (var name in path) node = node is JsonObject o && o.TryGetPropertyValue(name, out var found) ? found : null;
        return node;
    }
}
