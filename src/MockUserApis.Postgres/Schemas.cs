using System.Text.Json.Serialization.Metadata;
using MockUserApis.Kernel.Contract;

namespace MockUserApis.Postgres;

/// <summary>
/// The schemas of a vendor's contracts, numbered in the order of the specs, so that a finding of one node names the
/// same schema on another.
/// </summary>
internal sealed class Schemas
{
    private readonly List<Schema> all = [];
    private readonly Dictionary<Schema, int> numbers = new(ReferenceEqualityComparer.Instance);

    public Schemas(IEnumerable<VendorContract> contracts)
    {
        foreach (var operation in contracts.SelectMany(c => c.Operations))
        {
            foreach (var parameter in operation.Parameters)
                Add(parameter.Schema);
            Add(operation.Body);
        }
    }

    /// <summary>Writes a finding's schema, which people's JSON leaves out, as its number.</summary>
    public void Modify(JsonTypeInfo type)
    {
        if (type.Type != typeof(Finding))
            return;
        var own = typeof(Finding).GetProperty(nameof(Finding.Schema))!;
        var number = new JsonPropertyInfoValues<int>
        {
            IsProperty = true,
            IsPublic = true,
            DeclaringType = typeof(Finding),
            PropertyName = "SchemaNumber",
            Getter = finding => ((Finding)finding).Schema is { } schema ? numbers.GetValueOrDefault(schema, -1) + 1 : 0,
            Setter = (finding, n) =>
            {
                if (n > 0 && n <= all.Count)
                    own.SetValue(finding, all[n - 1]);
            },
        };
        type.Properties.Add(JsonMetadataServices.CreatePropertyInfo(type.Options, number));
    }

    private void Add(Schema? schema)
    {
        if (schema is null || !numbers.TryAdd(schema, all.Count))
            return;
        all.Add(schema);
        foreach (
            var inner in (Schema?[])
                [schema.Items, schema.AdditionalSchema, .. schema.Properties.Schemas, .. schema.OneOf, .. schema.AnyOf]
        )
            Add(inner);
    }
}
