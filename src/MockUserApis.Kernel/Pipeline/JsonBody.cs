using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace MockUserApis.Kernel;

/// <summary>From bytes to JSON, refusing what other parsers would read differently: bad UTF-8, lone surrogates, duplicate keys.</summary>
internal static class JsonBody
{
    /// <summary>One value for each key, at most 64 levels.</summary>
    public static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>Whether every string in it is text: what is not UTF-8, or escapes half a surrogate pair, parses and throws later.</summary>
    public static bool IsText(ReadOnlySpan<byte> json) => Utf8.IsValid(json) && !HasLoneSurrogate(json);

    public static bool IsJson(string? contentType)
    {
        if (contentType is null) return false;
        if (contentType == "application/json") return true;
        return MediaTypeHeaderValue.TryParse(contentType, out var parsed)
            && string.Equals(parsed.MediaType, "application/json", StringComparison.OrdinalIgnoreCase)
            && (parsed.CharSet is null || parsed.CharSet.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Parses the body onto the exchange; what is wrong with it, or null.</summary>
    public static Refusal.Malformed? Parse(Exchange exchange)
    {
        var bytes = exchange.BodyBytes;
        if (!Utf8.IsValid(bytes)) return new Refusal.Malformed("the body is not valid UTF-8", 1, 1);
        // Before parsing: the parser's search for duplicate keys throws at half a pair in a key.
        if (HasLoneSurrogate(bytes)) return new Refusal.Malformed("a \\u escape is half of a surrogate pair", 1, 1);
        try
        {
            exchange.Parsed = JsonDocument.Parse(bytes, Options);
        }
        catch (JsonException error)
        {
            var duplicate = error.Message.Contains("Duplicate", StringComparison.Ordinal);
            return new Refusal.Malformed(duplicate ? "a key appears twice in one object" : Sentence(error.Message), (error.LineNumber ?? 0) + 1, (error.BytePositionInLine ?? 0) + 1);
        }

        return null;
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
