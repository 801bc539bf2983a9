using System.Collections.Frozen;

namespace MockUserApis.Kernel.Documents;

/// <summary>The fields that a vendor's stored user can have, in order. A document holds one slot for each.</summary>
public sealed class Shape
{
    private readonly FrozenDictionary<string, int> index;

    public Shape(params string[] fields)
    {
        Fields = fields;
        index = fields.Select((name, i) => KeyValuePair.Create(name, i)).ToFrozenDictionary(StringComparer.Ordinal);
    }

    public IReadOnlyList<string> Fields { get; }

    /// <summary>The slot of a field; throws for a name that is not in the shape.</summary>
    public int this[string field] => index[field];

    public int Find(string field) => index.GetValueOrDefault(field, -1);
}
