using System.Buffers;
using System.Text.Json;

namespace MockUserApis.Kernel;

/// <summary>Merges one JSON object into another, key by key, keeping the stored order and adding new keys at the end.</summary>
public static class ObjectMerge
{
    [ThreadStatic] private static ArrayBufferWriter<byte>? buffer;

    /// <summary>The merged object as compact JSON; valid until this thread's next merge.</summary>
    /// <param name="stored">Compact JSON of the stored object; anything else counts as empty.</param>
    /// <param name="fill">Only keys that the stored object lacks are taken.</param>
    /// <param name="nullKey">What a sent null does: Keep the stored key, Clear it, or Replace (store the null).</param>
    public static ReadOnlySpan<byte> Apply(ReadOnlySpan<byte> stored, JsonElement sent, bool fill, Effect nullKey)
    {
        var json = buffer ??= new ArrayBufferWriter<byte>(1024);
        json.ResetWrittenCount();
        json.Write("{"u8);
        Merge(json, new CompactObject(stored), new CompactObject(RawJson.Compact(sent)), fill, nullKey);
        json.Write("}"u8);
        return json.WrittenSpan;
    }

    private static void Merge(ArrayBufferWriter<byte> json, CompactObject stored, CompactObject sent, bool fill, Effect nullKey)
    {
        var old = stored;
        var now = sent;
        while (stored.Next())
        {
            var isSent = !fill && now.Find(stored.Name);
            if (!isSent || (RawJson.IsNull(now.Value) && nullKey == Effect.Keep)) Member(json, stored.Name, stored.Value);
            else if (!RawJson.IsNull(now.Value) || nullKey == Effect.Replace) Member(json, stored.Name, now.Value);
        }

        while (sent.Next())
        {
            if (!old.Find(sent.Name) && (!RawJson.IsNull(sent.Value) || nullKey == Effect.Replace)) Member(json, sent.Name, sent.Value);
        }
    }

    private static void Member(ArrayBufferWriter<byte> json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (json.WrittenCount > 1) json.Write(","u8);
        json.Write(name);
        json.Write(":"u8);
        json.Write(value);
    }
}
