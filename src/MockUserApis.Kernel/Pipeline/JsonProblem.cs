using System.Buffers;
using System.Text;
using System.Text.Json;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>What is wrong with a text that is not JSON, or not JSON that every parser reads alike, and where.</summary>
internal static class JsonProblem
{
    private const int Deep = 1 << 16;

    public static Refusal.Malformed NotUtf8(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (at < text.Length && Rune.DecodeFromUtf8(text[at..], out _, out var length) == 0)
            at += length;
        return At(text, at, "the body is not valid UTF-8");
    }

    public static Refusal.Malformed LoneSurrogate(ReadOnlySpan<byte> text, int at) =>
        At(text, at, "a \\u escape is half of a surrogate pair") with
        {
            Rule = JsonRules.Surrogates,
        };

    /// <summary>The second of two keys that read the same; null when there is none.</summary>
    public static Refusal.Malformed? RepeatedKey(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        var open = new Stack<HashSet<long>>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                open.Push([]);
            else if (reader.TokenType == JsonTokenType.EndObject)
                open.Pop();
            else if (reader.TokenType == JsonTokenType.PropertyName && !open.Peek().Add(Print(reader)))
            {
                return At(text, (int)reader.TokenStartIndex, "a key appears twice in one object") with
                {
                    Rule = JsonRules.RepeatedKeys,
                };
            }
        }

        return null;
    }

    // Names can be as many as the body has room for: their prints take less than they do. Both hashes are seeded anew
    // in each process.
    private static long Print(in Utf8JsonReader reader)
    {
        var room = ArrayPool<char>.Shared.Rent(reader.ValueSpan.Length);
        var name = room.AsSpan(0, reader.CopyString(room));
        var exact = (long)string.GetHashCode(name) << 32;
        var print = exact | (uint)string.GetHashCode(name, StringComparison.OrdinalIgnoreCase);
        ArrayPool<char>.Shared.Return(room);
        return print;
    }

    /// <param name="error">What the parser threw: of it only the place is used, its sentences speak of .NET.</param>
    public static Refusal.Malformed Syntax(ReadOnlySpan<byte> text, JsonException error)
    {
        var (line, column) = ((error.LineNumber ?? 0) + 1, (error.BytePositionInLine ?? 0) + 1);
        if (IsTooDeep(text))
        {
            return new("more than 64 levels of objects and lists", line, column) { Rule = JsonRules.Nesting };
        }

        return new(Sentence(text, OffsetOf(text, line, column)), line, column);
    }

    public static Refusal.Malformed At(ReadOnlySpan<byte> text, int offset, string sentence)
    {
        var before = text[..offset];
        return new(sentence, before.Count((byte)'\n') + 1, offset - before.LastIndexOf((byte)'\n'));
    }

    private static bool IsTooDeep(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = Deep });
        try
        {
            while (reader.Read())
            {
                var opens = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
                if (opens && reader.CurrentDepth >= JsonBody.MaxDepth)
                    return true;
            }
        }
        catch (JsonException)
        {
            // The place at which the other parser stopped came first.
        }

        return false;
    }

    private static int OffsetOf(ReadOnlySpan<byte> text, long line, long column)
    {
        var start = 0;
        for (var i = 1; i < line && text[start..].IndexOf((byte)'\n') is var end and >= 0; i++)
            start += end + 1;
        return (int)Math.Min(text.Length, start + column - 1);
    }

    private static string Sentence(ReadOnlySpan<byte> text, int at)
    {
        if (text.StartsWith("\uFEFF"u8))
            return "a byte order mark stands before the JSON";
        if (at >= text.Length)
            return text.Trim(" \t\r\n"u8).IsEmpty ? "there is no JSON" : "the JSON ends too early";
        var before = text[..at].TrimEnd(" \t\r\n"u8);
        var last = before.IsEmpty ? (byte)0 : before[^1];
        return text[at] switch
        {
            (byte)'/' => "a comment stands here, and JSON has none",
            (byte)'\'' => "a single quote stands here, and JSON takes double quotes",
            (byte)'}' or (byte)']' when last == ',' => "a comma stands before a closing bracket",
            < (byte)' ' => "a control character stands here, and a string takes it escaped only",
            _ when at > 0 && text[at - 1] == '\\' => "no such escape in a string",
            var sign when IsOfNumbers(sign) || IsOfNumbers(last) => "a number is not written as JSON writes it",
            (byte)'"' or (byte)'{' or (byte)'[' => "a comma or a colon is missing here",
            var letter when char.IsAsciiLetter((char)letter) => "a word stands here that JSON does not have",
            _ => "the text stops being JSON here",
        };
    }

    private static bool IsOfNumbers(byte sign) => "+-.0123456789"u8.Contains(sign);
}
