using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>From bytes to JSON, refusing what other parsers would read differently: bad UTF-8, lone surrogates, duplicate keys.</summary>
internal static class JsonBody
{
    private const int MostNames = 64;

    /// <summary>The most levels of objects and lists in a body.</summary>
    public const int MostDepth = 64;

    private static readonly JsonDocumentOptions Quick = new() { MaxDepth = MostDepth };

    /// <summary>One value for each key, at most 64 levels.</summary>
    public static readonly JsonDocumentOptions Options = Quick with { AllowDuplicateProperties = false };

    /// <summary>Whether every string in it is text: what is not UTF-8, or escapes half a surrogate pair, parses and throws later.</summary>
    public static bool IsText(ReadOnlySpan<byte> json) => Utf8.IsValid(json) && !Surrogates.HasLone(json);

    /// <summary>Parses the body onto the exchange; what is wrong with it, or null.</summary>
    public static Refusal.Malformed? Parse(Exchange exchange)
    {
        var bytes = exchange.BodyBytes;
        if (!Utf8.IsValid(bytes.Span)) return JsonProblem.NotUtf8(bytes.Span);
        // Before parsing: the search for repeated keys would throw at half a pair in a key.
        if (Surrogates.FirstLone(bytes.Span) is var half and >= 0) return JsonProblem.LoneSurrogate(bytes.Span, half);
        try
        {
            exchange.Parsed = JsonDocument.Parse(bytes, Quick);
        }
        catch (JsonException error)
        {
            return JsonProblem.Syntax(bytes.Span, error);
        }

        return MayRepeat(exchange.Body, bytes.Span.Contains((byte)'\\')) && Repeats(bytes) ? JsonProblem.RepeatedKey(bytes.Span) : null;
    }

    private static bool Repeats(ReadOnlyMemory<byte> json)
    {
        try
        {
            JsonDocument.Parse(json, Options).Dispose();
            return false;
        }
        catch (JsonException)
        {
            // It has been parsed without this search: nothing else can be wrong with it.
            return true;
        }
    }

    // The parser's own search for duplicate keys makes a set of the names of every object. This one sorts out at a glance the
    // bodies that cannot have any; in doubt it says yes.
    private static bool MayRepeat(JsonElement value, bool hasEscapes) => value.ValueKind switch
    {
        JsonValueKind.Object => MayRepeatName(value, hasEscapes),
        JsonValueKind.Array => MayRepeatWithin(value, hasEscapes),
        _ => false,
    };

    private static bool MayRepeatWithin(JsonElement list, bool hasEscapes)
    {
        foreach (var item in list.EnumerateArray()) if (MayRepeat(item, hasEscapes)) return true;
        return false;
    }

    private static bool MayRepeatName(JsonElement value, bool hasEscapes)
    {
        Span<long> seen = stackalloc long[MostNames];
        var count = 0;
        foreach (var member in value.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(member);
            if (count == MostNames || (hasEscapes && name.Contains((byte)'\\'))) return true;
            var print = Print(name);
            if (seen[..count].Contains(print) || MayRepeat(member.Value, hasEscapes)) return true;
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
}
