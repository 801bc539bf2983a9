namespace MockUserApis.Kernel.Contract;

/// <summary>Collects the names of members that the spec marks <c>format: password</c>, at any depth.</summary>
internal sealed class SecretNames
{
    private readonly HashSet<Schema> visited = [];

    public HashSet<string> Names { get; } = [];

    public SecretNames In(params Schema?[] schemas)
    {
        foreach (var schema in schemas)
        {
            if (schema is null || !visited.Add(schema))
                continue;
            foreach (var (name, property) in schema.Properties.Names.Zip(schema.Properties.Schemas))
            {
                if (property.Secret)
                    Names.Add(name);
                In(property);
            }

            In(schema.Items, schema.AdditionalSchema).In([.. schema.OneOf, .. schema.AnyOf]);
        }

        return this;
    }
}
