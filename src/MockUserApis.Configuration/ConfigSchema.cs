using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using MockUserApis.Kernel.Diagnoses;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Configuration;

/// <summary>
/// Holds a file against <c>config.schema.json</c>: keys, types, words and bounds. The keywords that the schema uses are
/// known here, and no others.
/// </summary>
public sealed class ConfigSchema
{
    private const int MaxListed = 12;

    private static readonly byte[] Text = Read();
    private static readonly JsonElement Root = RawJson.Parse(Text);

    private readonly ConfigErrors errors;

    private ConfigSchema(ConfigErrors errors) => this.errors = errors;

    /// <summary>The JSON Schema (draft 7) of the file, for editors.</summary>
    public static ReadOnlyMemory<byte> Json => Text;

    internal static void Check(YamlNode root, ConfigErrors errors) =>
        new ConfigSchema(errors).Value(Root, root, "The file");

    private void Value(JsonElement schema, YamlNode node, string name)
    {
        while (schema.TryGetProperty("$ref", out var reference))
            schema = Definition(reference.GetString()!);
        if (!HasType(schema, node) || !IsOneOf(schema, node) || !IsWithin(schema, node) || !Fits(schema, node))
        {
            errors.Add(node.Line, $"{name} is {Shown(node)}. Give {SchemaWords.Expected(schema)}.");
            return;
        }

        if (node is YamlMap map)
            Members(schema, map, name);
        else if (node is YamlList list && schema.TryGetProperty("items", out var items))
        {
            foreach (var item in list.Items)
                Value(items, item, $"An item of {name}");
        }
    }

    private void Members(JsonElement schema, YamlMap map, string name)
    {
        var known = schema.TryGetProperty("properties", out var properties);
        var others = schema.TryGetProperty("additionalProperties", out var additional);
        foreach (var (key, line, value) in map.Members)
        {
            if (known && properties.TryGetProperty(key, out var property))
                Value(property, value, key);
            else if (others && additional.ValueKind == JsonValueKind.Object)
                Value(additional, value, key);
            else if (others)
                errors.Add(line, $"{name} has no \"{key}\".{Instead(key, properties)}");
        }

        if (!schema.TryGetProperty("required", out var required))
            return;
        foreach (var key in required.EnumerateArray().Select(k => k.GetString()!))
        {
            if (map[key] is null)
                errors.Add(map.Line, $"{name} has no {key}. Give {SchemaWords.Expected(properties.GetProperty(key))}.");
        }
    }

    private static string Instead(string key, JsonElement properties)
    {
        List<string> names = [.. properties.EnumerateObject().Select(p => p.Name)];
        if (Closest.Word(key, names) is { } meant)
            return $" Did you mean {meant}?";
        return names.Count <= MaxListed ? $" It has: {string.Join(", ", names)}." : " The schema lists what it has.";
    }

    private static bool HasType(JsonElement schema, YamlNode node) =>
        SchemaWords.Types(schema) is not { Count: > 0 } types || types.Any(t => Is(t, node));

    // What stands for a number or a word is text too, where text is asked for: a port in an address, an id of a user.
    private static bool Is(string type, YamlNode node) =>
        type switch
        {
            "object" => node.Kind == YamlKind.Map,
            "array" => node.Kind == YamlKind.List,
            "null" => node.Kind == YamlKind.Null,
            "boolean" => node.Kind == YamlKind.Boolean,
            "number" => node.Kind == YamlKind.Number,
            "integer" => node is YamlScalar { Kind: YamlKind.Number } number && long.TryParse(number.Text, out _),
            "string" => node.Kind is YamlKind.Text or YamlKind.Number or YamlKind.Boolean,
            _ => throw new InvalidOperationException($"config.schema.json: the type {type} is not known here."),
        };

    private static bool IsOneOf(JsonElement schema, YamlNode node) =>
        !schema.TryGetProperty("enum", out var words)
        || (node is YamlScalar scalar && words.EnumerateArray().Any(w => IsSame(w, scalar)));

    private static bool IsSame(JsonElement word, YamlScalar scalar) =>
        word.ValueKind == JsonValueKind.String
            ? scalar.Kind == YamlKind.Text && word.ValueEquals(scalar.Text)
            : scalar.Kind == YamlKind.Boolean && word.GetBoolean() == scalar.IsTrue;

    private static bool IsWithin(JsonElement schema, YamlNode node)
    {
        if (node is not YamlScalar { Kind: YamlKind.Number } scalar)
            return true;
        var number = SchemaWords.Number(scalar.Text);
        return !(schema.TryGetProperty("minimum", out var least) && number < least.GetDouble())
            && !(schema.TryGetProperty("maximum", out var most) && number > most.GetDouble())
            && !(schema.TryGetProperty("exclusiveMinimum", out var above) && number <= above.GetDouble());
    }

    private static bool Fits(JsonElement schema, YamlNode node) =>
        !schema.TryGetProperty("pattern", out var pattern)
        || node is not YamlScalar scalar
        || Regex.IsMatch(scalar.Text, pattern.GetString()!, RegexOptions.NonBacktracking);

    private static string Shown(YamlNode node) =>
        node switch
        {
            YamlMap => "a map",
            YamlList => "a list",
            { Kind: YamlKind.Null } => "empty",
            YamlScalar scalar => SchemaWords.Quoted(scalar.Text),
            _ => "something else",
        };

    private static JsonElement Definition(string reference) =>
        reference.Split('/').Skip(1).Aggregate(Root, (at, step) => at.GetProperty(step));

    private static byte[] Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        using var stream = assembly.GetManifestResourceStream("config.schema.json")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
