namespace MockUserApis.SpecTool;

/// <summary>SPEC008: a misspelt <c>type</c>, which NSwag takes for "anything": an error of C# far from here.</summary>
internal static class SchemaTypeCheck
{
    private static readonly string[] Types = ["string", "integer", "number", "boolean", "array", "object"];
    private static readonly string[] Branches = ["allOf", "oneOf", "anyOf"];

    // What is below them is data, in which "type" and "schema" are anybody's words.
    private static readonly string[] Data = ["example", "examples", "default", "enum"];

    public static void Run(YamlNode root, SpecErrors errors)
    {
        Visit(root, errors);
        CheckAll(root.At("components", "schemas"), errors);
    }

    private static void Visit(YamlNode node, SpecErrors errors)
    {
        if (node is YamlList list)
        {
            foreach (var item in list.Items)
                Visit(item, errors);
        }
        if (node is not YamlMap map)
            return;
        foreach (var (key, value) in map.Entries)
        {
            if (Data.Contains(key) || key == "schemas" || key.StartsWith("x-", StringComparison.Ordinal))
                continue;
            if (key == "schema")
                Check(value, errors);
            else
                Visit(value, errors);
        }
    }

    private static void CheckAll(YamlNode? schemas, SpecErrors errors)
    {
        if (schemas is not YamlMap map)
            return;
        foreach (var schema in map.Entries.Values)
            Check(schema, errors);
    }

    private static void Check(YamlNode? schema, SpecErrors errors)
    {
        if (schema is not YamlMap)
            return;
        if (schema["type"] is { } type && !IsType(type))
        {
            var said = (type as YamlScalar)?.Text ?? "several: OpenAPI 3.0 says \"nullable: true\" beside one";
            errors.Add("SPEC008", type.Place, $"\"type\" must be one of {string.Join(", ", Types)}, not {said}");
        }
        CheckAll(schema["properties"], errors);
        Check(schema["items"], errors);
        Check(schema["additionalProperties"], errors);
        Check(schema["not"], errors);
        foreach (var branch in Branches.SelectMany(name => (schema[name] as YamlList)?.Items ?? []))
        {
            Check(branch, errors);
        }
    }

    private static bool IsType(YamlNode type) => type is YamlScalar scalar && Types.Contains(scalar.Text);
}
