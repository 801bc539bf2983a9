using System.Text.Json.Nodes;

namespace MockUserApis.Tests.Support;

/// <summary>A field that an update can carry, or one key of an object field, with values that fit it.</summary>
internal sealed record UpdateField(string[] Path, Schema Schema, Schema Parent)
{
    public string Name => string.Join('.', Path);

    /// <summary>What the user has before the update: not an empty text, list or object.</summary>
    public JsonNode? First { get; private init; }

    /// <summary>Values that fit the schema and are not the first, the likeliest before the others.</summary>
    public IReadOnlyList<JsonNode?> Others { get; private init; } = [];

    public JsonNode? Second => Others[0];

    /// <summary>The field names the user of the path, and the values name another one.</summary>
    public bool IsForeign { get; private init; }

    /// <summary>Every field of the vendor's update in the spec's order, each object's own keys below it.</summary>
    public static IEnumerable<UpdateField> Of(Asked vendor)
    {
        var body = vendor.Api.Updating.Body!;
        foreach (var (name, schema) in body.Properties.Names.Zip(body.Properties.Schemas))
        {
            var field = Make(vendor, [name], schema, body);
            yield return field;
            if (schema.ReadOnly)
                continue;
            foreach (var (key, inner) in schema.Properties.Names.Zip(schema.Properties.Schemas))
            {
                yield return Make(vendor, [name, key], inner, schema);
            }
        }
    }

    /// <summary>
    /// Of a field that must repeat the path's own id: that id as its value, and the field again with the ids of others.
    /// Else the field alone.
    /// </summary>
    public IEnumerable<UpdateField> AsNamedByThePath(Operation update, string key)
    {
        var isOfThePath =
            Path.Length == 1
            && Parent.Required.Contains(Name)
            && update.Path.Contains($"{{{Name}}}", StringComparison.Ordinal);
        if (!isOfThePath)
            return [this];
        var foreign = Others.Append(First).Where(v => v?.ToString() != key).ToList();
        var own = this with { First = key, Others = [key] };
        return [own, own with { Others = foreign, IsForeign = true }];
    }

    /// <summary>The body with this field put, or taken out when <paramref name="value"/> is not given.</summary>
    public string Into(JsonObject minimal, bool given, JsonNode? value)
    {
        var body = (JsonObject)minimal.DeepClone();
        var holder = body;
        if (Path.Length > 1)
            body[Path[0]] = holder = Neighbours();
        holder.Remove(Path[^1]);
        if (given)
            holder[Path[^1]] = value?.DeepClone();
        return body.ToJsonString();
    }

    // What an object requires beside the key at hand.
    private JsonObject Neighbours()
    {
        var made = new JsonObject();
        foreach (var name in Parent.Required)
            made[name] = Sample.Valid(Parent.Properties[name]!);
        return made;
    }

    private static UpdateField Make(Asked vendor, string[] path, Schema schema, Schema parent)
    {
        var known = Examples
            .Requests(vendor, vendor.Api.Updating)
            .Select(e => At(JsonNode.Parse(e.Value.GetRawText()), path))
            .Where(v => v is not null && !IsEmpty(v) && Sample.Fits(schema, v))
            .DistinctBy(Sample.Canonical)
            .ToList();
        var first = Sample.WithTwoKeys(schema, known.FirstOrDefault() ?? Sample.Valid(schema));
        var elsewhere = first is JsonValue ? Elsewhere(vendor, path[^1]).Where(v => Sample.Fits(schema, v)) : [];
        var likely = first is JsonObject ? [] : known.Skip(1).Concat(elsewhere);
        return new UpdateField(path, schema, parent)
        {
            First = first,
            Others =
            [
                .. likely
                    .Append(Sample.Other(schema, first?.DeepClone()))
                    .Concat(Sample.OfBranches(schema))
                    .DistinctBy(Sample.Canonical)
                    .Where(v => Sample.Canonical(v) != Sample.Canonical(first)),
            ],
        };
    }

    private static bool IsEmpty(JsonNode value) =>
        value switch
        {
            JsonArray list => list.Count == 0,
            JsonObject json => json.Count == 0,
            _ => value.ToString().Length == 0,
        };

    // The word that another example of the spec has for a field of that name: real countries, real time zones.
    private static IEnumerable<JsonNode?> Elsewhere(Asked vendor, string name) =>
        vendor
            .Api.Contract.Operations.SelectMany(o =>
                Examples.Requests(vendor, o).Concat(Examples.Answers(vendor, o).Select(a => a.Example))
            )
            .SelectMany(e =>
                JsonChanges
                    .Pointers(e.Value)
                    .Where(p => p.EndsWith("/" + name, StringComparison.Ordinal))
                    .Select(p => JsonNode.Parse(JsonChanges.At(e.Value, p)!.Value.GetRawText()))
            )
            .Where(v => v is JsonValue j && j.ToString().Length > 0);

    private static JsonNode? At(JsonNode? node, string[] path)
    {
        foreach (var name in path)
            node = node is JsonObject o && o.TryGetPropertyValue(name, out var found) ? found : null;
        return node;
    }
}
