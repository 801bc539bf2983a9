using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace MockUserApis.Kernel;

/// <summary>From bytes to JSON, refusing what other parsers would read differently: bad UTF-8, lone surrogates, duplicate keys.</summary>
internal static class JsonBody
{
    private const int MostNames = 64;

    private static readonly JsonDocumentOptions Quick = new() { MaxDepth = 64 };

    /// <summary>One value for each key, at most 64 levels.</summary>
    public static readonly JsonDocumentOptions Options = Quick with { AllowDuplicateProperties = false };

    /// <summary>Whether every string in it is text: what is not UTF-8, or escapes half a surrogate pair, parses and throws later.</summary>
    public static bool IsText(ReadOnlySpan<byte> json) => Utf8.IsValid(json) && !HasLoneSurrogate(json);

    /// <summary>Parses the body onto the exchange; what is wrong with it, or null.</summary>
    public static Refusal.Malformed? Parse(Exchange exchange)
    {
        var bytes = exchange.BodyBytes;
        if (!Utf8.IsValid(bytes.Span)) return new Refusal.Malformed("the body is not valid UTF-8", 1, 1);
        // Before parsing: the parser's search for duplicate keys throws at half a pair in a key.
        if (HasLoneSurrogate(bytes.Span)) return new Refusal.Malformed("a \\u escape is half of a surrogate pair", 1, 1);
        try
        {
            exchange.Parsed = JsonDocument.Parse(bytes, Quick);
            if (MayRepeat(exchange.Body)) JsonDocument.Parse(bytes, Options).Dispose();
        }
        catch (JsonException error)
        {
            var duplicate = error.Message.Contains("Duplicate", StringComparison.Ordinal);
            return new Refusal.Malformed(duplicate ? "a key appears twice in one object" : Sentence(error.Message), (error.LineNumber ?? 0) + 1, (error.BytePositionInLine ?? 0) + 1);
        }

        return null;
    }

    // The parser's own search for duplicate keys makes a set of the names of every object. This one sorts out at a glance the
    // bodies that cannot have any; in doubt it says yes.
    private static bool MayRepeat(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray()) if (MayRepeat(item)) return true;
        }

        return value.ValueKind == JsonValueKind.Object && MayRepeatName(value);
    }

    private static bool MayRepeatName(JsonElement value)
    {
        Span<long> seen = stackalloc long[MostNames];
        var count = 0;
        foreach (var member in value.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(member);
            var print = Print(name);
            if (count == MostNames || name.Contains((byte)'\\') || seen[..count].Contains(print) || MayRepeat(member.Value)) return true;
            seen[count++] = print;
        }

        return false;
    }

    // Equal names, equal prints: the length, the first bytes and the last ones.
    private static long Print(ReadOnlySpan<byte> name) => name.Length switch
    {
        >= sizeof(long) => (BinaryPrimitives.ReadInt64LittleEndian(name) * 31) + (BinaryPrimitives.ReadInt64LittleEndian(name[^sizeof(long)..]) * 17) + name.Length,
        _ => Short(name),
    };

    private static long Short(ReadOnlySpan<byte> name)
    {
        Span<byte> padded = stackalloc byte[sizeof(long)];
        padded.Clear();
        name.CopyTo(padded);
        return BinaryPrimitives.ReadInt64LittleEndian(padded) ^ ((long)name.Length << 56);
    }

    // "'x' is an invalid start of a value. LineNumber: 0 | BytePositionInLine: 3." → the sentence alone.
    private static string Sentence(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var text = (end < 0 ? message : message[..end]).TrimEnd('.', ' ');
        return text.Length <= 160 ? text : text[..160];
    }

    /// <summary>Half a surrogate pair in an escape: such JSON parses, and throws when the text is read or written.</summary>
    public static bool HasLoneSurrogate(ReadOnlySpan<byte> json)
    {
        while (json.IndexOf((byte)'\\') is var at and >= 0 && at + 1 < json.Length)
        {
            if (json[at + 1] != 'u')
            {
                json = json[(at + 2)..];
                continue;
            }

            if (json.Length < at + 6) return false;
            var unit = Unit(json[at..]);
            json = json[(at + 6)..];
            if (char.IsLowSurrogate(unit)) return true;
            if (!char.IsHighSurrogate(unit)) continue;
            if (json.Length < 6 || json[0] != '\\' || json[1] != 'u' || !char.IsLowSurrogate(Unit(json))) return true;
            json = json[6..];
        }

        return false;
    }

    private static char Unit(ReadOnlySpan<byte> escape) =>
        ushort.TryParse(escape[2..6], System.Globalization.NumberStyles.AllowHexSpecifier, null, out var unit) ? (char)unit : '\0';
}
