using System.Text;

namespace MockUserApis.Kernel;

/// <summary>
/// Names looked up by their UTF-8 bytes. Bodies mostly follow the declared order, so a look-up starts where the last one
/// ended and usually hits at once.
/// </summary>
public sealed class NameTable(IEnumerable<string> texts)
{
    private readonly byte[][] names = [.. texts.Select(Encoding.UTF8.GetBytes)];

    public int Count => names.Length;

    /// <summary>The index of <paramref name="name"/>, or -1; <paramref name="hint"/> is where to look first.</summary>
    public int Find(ReadOnlySpan<byte> name, int hint)
    {
        for (var n = 0; n < names.Length; n++)
        {
            var i = hint + n;
            if (i >= names.Length) i -= names.Length;
            if (name.SequenceEqual(names[i])) return i;
        }

        return -1;
    }
}

/// <summary>The declared properties of an object schema.</summary>
public sealed class PropertyTable
{
    private readonly NameTable table;

    public PropertyTable(IReadOnlyList<KeyValuePair<string, Schema>> properties)
    {
        Names = [.. properties.Select(p => p.Key)];
        Schemas = [.. properties.Select(p => p.Value)];
        table = new NameTable(Names);
    }

    public static PropertyTable Empty { get; } = new([]);

    public IReadOnlyList<string> Names { get; }

    public Schema[] Schemas { get; }

    public int Count => table.Count;

    public Schema? this[string name] => IndexOf(name) is var i and >= 0 ? Schemas[i] : null;

    /// <summary>-1 when there is no such property.</summary>
    public int IndexOf(string name) => Find(Encoding.UTF8.GetBytes(name), 0);

    /// <inheritdoc cref="NameTable.Find"/>
    public int Find(ReadOnlySpan<byte> name, int hint) => table.Find(name, hint);
}
