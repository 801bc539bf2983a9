using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Kernel.Secrets;

/// <summary>Whether a body has a secret's name, without allocating and, for most bodies, without parsing.</summary>
internal static class SecretScan
{
    private const int Chunk = 4096;

    // The longest hint, so that none is lost between two chunks.
    private const int Overlap = 16;

    private static readonly SearchValues<char> AfterAuthority = SearchValues.Create("/\\?#\"' <>\r\n\t,;");

    // A member that ends like a secret's name and is not one: one of the vendors shows it on every user.
    private static ReadOnlySpan<char> PlainMember => "hasPushToken";

    /// <summary>False: there is none for certain. A name may be spelt in escapes.</summary>
    [SkipLocalsInit]
    public static bool Hints(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty)
            return false;
        if (body.IndexOf("\\u"u8) >= 0)
            return true;
        Span<char> text = stackalloc char[Chunk];
        for (var at = 0; at < body.Length; at += Chunk - Overlap)
        {
            var part = body[at..Math.Min(body.Length, at + Chunk)];
            Encoding.Latin1.GetChars(part, text);
            var isLast = at + Chunk >= body.Length;
            if (HasHint(text[..part.Length], isLast))
                return true;
            if (isLast)
                return false;
        }

        return false;
    }

    /// <summary>Whether a secret's name has a value that can be one: true, false and null tell nothing.</summary>
    public static bool HasSecret(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = RawJson.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.String))
                continue;
            var isName = reader.ValueIsEscaped
                ? SecretName.OfMember(reader.GetString()!)
                : SecretName.OfMember(reader.ValueSpan);
            // A text may name the value beside it, {"name": "password", "value": "x"}, or have a secret in it.
            if (reader.TokenType == JsonTokenType.String && (isName || HasWithin(ref reader)))
                return true;
            if (!isName)
                continue;
            if (!reader.Read())
                return false;
            if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null))
                return true;
        }

        return false;
    }

    /// <param name="isWhole">The text goes no further: an address at its end is at its end.</param>
    public static bool HasHint(ReadOnlySpan<char> text, bool isWhole = true) =>
        HasWord(text) || HasMark(text, isWhole) || (text.Contains('=') && text.ContainsAny(SecretHints.Queries));

    private static bool HasWord(ReadOnlySpan<char> text)
    {
        foreach (var stems in SecretHints.Stems)
            for (var from = 0; text[from..].IndexOfAny(stems) is var found and >= 0; from += found + 1)
                if (SecretHints.IsName(text, from + found) && !IsPlain(text, from + found))
                    return true;
        return false;
    }

    private static bool HasMark(ReadOnlySpan<char> text, bool isWhole)
    {
        for (var from = 0; text[from..].IndexOfAny(SecretHints.Marks) is var found and >= 0; from += found + 1)
            if (text[from + found] != ':' || MayHaveUser(text[(from + found)..], isWhole))
                return true;
        return false;
    }

    // Most addresses have no user, and are in many bodies.
    private static bool MayHaveUser(ReadOnlySpan<char> text, bool isWhole)
    {
        var isEscaped = text.StartsWith(SecretHints.EscapedSlashes, StringComparison.Ordinal);
        var authority = text[(isEscaped ? SecretHints.EscapedSlashes : SecretHints.Slashes).Length..];
        var end = authority.IndexOfAny(AfterAuthority);
        return (end < 0 ? authority : authority[..end]).Contains('@') || (end < 0 && !isWhole);
    }

    private static bool IsPlain(ReadOnlySpan<char> text, int at)
    {
        var before = PlainMember.Length - "Token".Length;
        return at >= before && text[(at - before)..].StartsWith(PlainMember, StringComparison.Ordinal);
    }

    // Letters alone have neither an address nor JSON in them.
    private static bool HasWithin(ref Utf8JsonReader reader) =>
        reader.ValueSpan.IndexOfAny((byte)':', (byte)'{', (byte)'[') >= 0 && SecretWithin.IsOne(reader.GetString()!);
}
