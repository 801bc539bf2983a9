using System.Buffers.Text;
using System.Text.Json;

namespace MockUserApis.Kernel.Documents;

/// <summary>
/// A stored user: for each field of the shape its JSON value as compact UTF-8, or nothing. Immutable, one byte array,
/// so a change is one copy and a reader never sees half of it. Absent, <c>null</c> and a value stay three things.
/// </summary>
public sealed class Document
{
    // Itself and the heads of its arrays.
    private const int Overhead = 88;

    private readonly byte[] json;
    private readonly int[] ends;

    internal Document(Shape shape, byte[] json, int[] ends)
    {
        Shape = shape;
        this.json = json;
        this.ends = ends;
    }

    public Shape Shape { get; }

    /// <summary>The value's JSON; empty when the field is absent.</summary>
    public ReadOnlySpan<byte> this[int field] => json.AsSpan(field == 0 ? 0 : ends[field - 1], Length(field));

    /// <inheritdoc cref="this[int]"/>
    public ReadOnlySpan<byte> this[string field] => this[Shape[field]];

    public bool Has(string field) => Length(Shape[field]) > 0;

    /// <summary>About what it takes in memory.</summary>
    public long Size => Overhead + json.Length + (sizeof(int) * ends.Length);

    internal ReadOnlySpan<byte> Bytes => json;

    internal ReadOnlySpan<int> Ends => ends;

    internal int Length(int field) => ends[field] - (field == 0 ? 0 : ends[field - 1]);

    /// <summary>A string field's text; null when it is absent, null or not a string.</summary>
    public string? Text(string field) => this[field] is [(byte)'"', ..] raw ? RawJson.Text(raw) : null;

    /// <summary>An integer field's value; null when it is absent, null or not an integer.</summary>
    public long? Integer(string field) =>
        this[field] is var raw && Utf8Parser.TryParse(raw, out long value, out var used) && used == raw.Length
            ? value
            : null;

    /// <summary>The field parsed, for fields that hold objects or lists; undefined when absent.</summary>
    public JsonElement Element(string field) => this[field] is { Length: > 0 } raw ? RawJson.Parse(raw) : default;

    /// <summary>A copy with some fields changed.</summary>
    public Document With(Action<Draft> change)
    {
        var draft = Draft.Of(this);
        change(draft);
        return draft.Seal();
    }

    public static Document Build(Shape shape, Action<Draft> fill)
    {
        var draft = Draft.Empty(shape);
        fill(draft);
        return draft.Seal();
    }
}
