using System.Text;
using System.Text.Json;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Kernel.Secrets;

/// <summary>Whether a body has a secret's name, without allocating and, for most bodies, without parsing.</summary>
internal static class SecretScan
{
    private const int Chunk = 1024;

    // The longest hint, so that none is lost between two chunks.
    private const int Overlap = 16;

    // A member that ends like a secret's name and is none: one of the vendors shows it on every user.
    private static ReadOnlySpan<char> PlainMember => "hasPushToken";

    /// <summary>False: there is none for certain. A name may be spelt in escapes.</summary>
    public static bool Hints(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty) return false;
        if (body.IndexOf("\\u"u8) >= 0) return true;
        Span<char> text = stackalloc char[Chunk];
        for (var at = 0; at < body.Length; at += Chunk - Overlap)
        {
            var part = body[at..Math.Min(body.Length, at + Chunk)];
            Encoding.Latin1.GetChars(part, text);
            if (HasHint(text[..part.Length])) return true;
            if (at + Chunk >= body.Length) return false;
        }

        return false;
    }

    /// <summary>Whether a secret's name has a value that can be one: true, false and null tell nothing.</summary>
    public static bool HasSecret(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = RawJson.MostDepth });
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.String)) continue;
            var isName = reader.ValueIsEscaped
                ? SecretName.OfMember(reader.GetString()!) : SecretName.OfMember(reader.ValueSpan);
            if (!isName) continue;
            // A text may name the value beside it: {"name": "password", "value": "x"}.
            if (reader.TokenType == JsonTokenType.String) return true;
            if (!reader.Read()) return false;
            if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null)) return true;
        }

        return false;
    }

    public static bool HasHint(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(SecretName.Hints) is var at and >= 0)
        {
            var before = PlainMember.Length - "Token".Length;
            if (at < before || !text[(at - before)..].StartsWith(PlainMember, StringComparison.Ordinal)) return true;
            text = text[(at + 1)..];
        }

        return false;
    }
}
