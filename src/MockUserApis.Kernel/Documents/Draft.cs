using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace MockUserApis.Kernel.Documents;

/// <summary>
/// A document while it changes. Values are appended to one scratch buffer and copied once, in field order, when it is
/// sealed; then another document is changed in it.
/// </summary>
public sealed class Draft
{
    private const int MaxKept = 1 << 16;

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(4096);
    private (int Start, int Length)[] slots = [];
    private int used;

    private Draft(Shape shape) => Shape = shape;

    public Shape Shape { get; private set; }

    /// <summary>The value's JSON as it stands; empty when the field is absent.</summary>
    public ReadOnlySpan<byte> this[string field] =>
        slots[Shape[field]] is var slot ? bytes.AsSpan(slot.Start, slot.Length) : default;

    public bool Has(string field) => slots[Shape[field]].Length > 0;

    internal static Draft Empty(Shape shape)
    {
        var draft = Spare<Draft>.Take() ?? new Draft(shape);
        draft.Shape = shape;
        draft.used = 0;
        var count = shape.Fields.Count;
        if (draft.slots.Length < count)
            draft.slots = new (int, int)[count];
        Array.Clear(draft.slots);
        return draft;
    }

    internal static Draft Of(Document document)
    {
        var draft = Empty(document.Shape);
        draft.Append(document.Bytes);
        for (int i = 0, start = 0; i < document.Shape.Fields.Count; i++)
        {
            var length = document.Length(i);
            draft.slots[i] = (start, length);
            start += length;
        }

        return draft;
    }

    /// <summary>Stores compact JSON; an empty span removes the field.</summary>
    public Draft Set(string field, ReadOnlySpan<byte> raw)
    {
        slots[Shape[field]] = (used, raw.Length);
        Append(raw);
        return this;
    }

    public Draft Set(string field, JsonElement value) => Set(field, RawJson.Compact(value));

    public Draft Set(string field, string? text) => Set(field, RawJson.String(text));

    public Draft Set(string field, bool value) => Set(field, value ? "true"u8 : "false"u8);

    public Draft Set(string field, long value)
    {
        Span<byte> digits = stackalloc byte[24];
        Utf8Formatter.TryFormat(value, digits, out var length);
        return Set(field, digits[..length]);
    }

    /// <summary>Makes the field absent.</summary>
    public Draft Remove(string field)
    {
        slots[Shape[field]] = default;
        return this;
    }

    internal Document Seal()
    {
        var count = Shape.Fields.Count;
        var ends = new int[count];
        var total = 0;
        for (var i = 0; i < count; i++)
            ends[i] = total += slots[i].Length;
        var json = new byte[total];
        for (int i = 0, at = 0; i < count; at = ends[i++])
        {
            bytes.AsSpan(slots[i].Start, slots[i].Length).CopyTo(json.AsSpan(at));
        }

        if (bytes.Length <= MaxKept)
            Spare<Draft>.Keep(this);
        else
            ArrayPool<byte>.Shared.Return(bytes);
        return new Document(Shape, json, ends);
    }

    private void Append(ReadOnlySpan<byte> raw)
    {
        var old = bytes;
        if (used + raw.Length > bytes.Length)
        {
            bytes = ArrayPool<byte>.Shared.Rent(Math.Max(bytes.Length * 2, used + raw.Length));
            old.AsSpan(0, used).CopyTo(bytes);
        }

        raw.CopyTo(bytes.AsSpan(used));
        used += raw.Length;
        // Only now: what is appended may have lain in it.
        if (old != bytes)
            ArrayPool<byte>.Shared.Return(old);
    }
}
