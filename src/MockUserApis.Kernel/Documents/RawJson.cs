using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace MockUserApis.Kernel.Documents;

/// <summary>JSON values as compact UTF-8 bytes: what documents hold and views write.</summary>
public static class RawJson
{
    /// <summary>Escapes only what JSON demands, as the vendors' own serialisers do.</summary>
    public static readonly JsonWriterOptions Plain = new() { Encoder = PlainEncoder.Instance, SkipValidation = true };

    /// <summary>The most levels of what the mock itself has written: views, snapshots.</summary>
    public const int MaxDepth = 256;

    public static ReadOnlySpan<byte> Null => "null"u8;

    public static bool IsNull(ReadOnlySpan<byte> raw) => raw.SequenceEqual("null"u8);

    public static bool IsNothing(ReadOnlySpan<byte> raw) => raw.Length == 0 || IsNull(raw);

    /// <summary>Runs <paramref name="write"/> over a writer and returns the bytes.</summary>
    public static byte[] Write<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        var buffer = Spare<GrowingBuffer>.Take() ?? new GrowingBuffer();
        var json = Spare<Utf8JsonWriter>.Take() ?? new Utf8JsonWriter(Stream.Null, Plain);
        json.Reset(buffer);
        write(json, state);
        json.Flush();
        var bytes = buffer.Written.ToArray();
        buffer.Clear();
        Spare<GrowingBuffer>.Keep(buffer);
        Spare<Utf8JsonWriter>.Keep(json);
        return bytes;
    }

    public static byte[] Write(Action<Utf8JsonWriter> write) => Write(write, static (json, w) => w(json));

    /// <summary>The value as compact JSON: no white space, escapes only where JSON demands them.</summary>
    public static ReadOnlySpan<byte> Compact(JsonElement value)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        return IsCompact(raw) ? raw : Write(value, static (json, v) => v.WriteTo(json));
    }

    // No escape anywhere, and no white space outside strings: then the bytes are what a writer would write.
    private static bool IsCompact(ReadOnlySpan<byte> raw)
    {
        if (raw.Contains((byte)'\\'))
            return false;
        if (raw[0] is not ((byte)'{' or (byte)'['))
            return true;
        var inString = false;
        foreach (var b in raw)
        {
            if (b == '"')
                inString = !inString;
            else if (b <= ' ' && !inString)
                return false;
        }

        return true;
    }

    public static byte[] String(string? text) =>
        text is null ? Null.ToArray() : Write(text, static (json, t) => json.WriteStringValue(t));

    /// <summary>The text of a raw JSON string.</summary>
    public static string Text(ReadOnlySpan<byte> raw) =>
        raw.Contains((byte)'\\') ? Parse(raw).GetString()! : Encoding.UTF8.GetString(raw[1..^1]);

    /// <summary>The default depth is far above a body's: what is stored wraps what was sent.</summary>
    public static JsonElement Parse(ReadOnlySpan<byte> raw, int maxDepth = MaxDepth)
    {
        var reader = new Utf8JsonReader(raw, new JsonReaderOptions { MaxDepth = maxDepth });
        return JsonElement.ParseValue(ref reader);
    }
}
