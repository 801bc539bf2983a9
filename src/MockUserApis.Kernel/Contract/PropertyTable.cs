using System.Text;

namespace MockUserApis.Kernel.Contract;

/// <summary>
/// Names looked up by their UTF-8 bytes. Bodies mostly follow the declared order, so a look-up starts where the last
/// one ended and usually hits at once; else those of the same length are compared.
/// </summary>
internal sealed class NameTable
{
    private readonly byte[][] names;
    private readonly int[][] ofLength;

    public NameTable(IEnumerable<string> texts)
    {
        names = [.. texts.Select(Encoding.UTF8.GetBytes)];
        ofLength = [.. Enumerable.Range(0, names.Select(n => n.Length + 1).DefaultIfEmpty().Max()).Select(Of)];
    }

    public int Count => names.Length;

    /// <summary>The index of <paramref name="name"/>, or -1; <paramref name="hint"/> is where to look first.</summary>
    public int Find(ReadOnlySpan<byte> name, int hint)
    {
        if (hint < names.Length && name.SequenceEqual(names[hint]))
            return hint;
        if (name.Length >= ofLength.Length)
            return -1;
        foreach (var i in ofLength[name.Length])
            if (name.SequenceEqual(names[i]))
                return i;
        return -1;
    }

    private int[] Of(int length) => [.. Enumerable.Range(0, names.Length).Where(i => names[i].Length == length)];
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

    public string[] Names { get; }

    public Schema[] Schemas { get; }

    public int Count => table.Count;

    public Schema? this[string name] => IndexOf(name) is var i and >= 0 ? Schemas[i] : null;

    /// <summary>-1 when there is no such property.</summary>
    public int IndexOf(string name) => Find(Encoding.UTF8.GetBytes(name), 0);

    /// <inheritdoc cref="NameTable.Find"/>
    public int Find(ReadOnlySpan<byte> name, int hint) => table.Find(name, hint);
}
