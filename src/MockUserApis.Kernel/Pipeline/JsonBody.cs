using System.Text.Json;
using System.Text.Unicode;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// From bytes to JSON, refusing what other parsers would read differently: bad UTF-8, lone surrogates, duplicate keys.
/// </summary>
internal static class JsonBody
{
    /// <summary>The most levels of objects and lists in a body.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Quick = new() { MaxDepth = MaxDepth };

    /// <summary>One value for each key, at most 64 levels.</summary>
    public static readonly JsonDocumentOptions Options = Quick with { AllowDuplicateProperties = false };

    /// <summary>
    /// Whether every string in it is text: what is not UTF-8, or escapes half a surrogate pair, parses and throws
    /// later.
    /// </summary>
    public static bool IsText(ReadOnlySpan<byte> json) => Utf8.IsValid(json) && !Surrogates.HasLone(json);

    /// <summary>Parses the body onto the exchange; what is wrong with it, or null.</summary>
    public static Refusal.Malformed? Parse(Exchange exchange)
    {
        var bytes = exchange.BodyBytes;
        if (!Utf8.IsValid(bytes.Span))
            return JsonProblem.NotUtf8(bytes.Span);
        // Before parsing: the search for repeated keys would throw at half a pair in a key.
        if (Surrogates.FirstLone(bytes.Span) is var half and >= 0)
            return JsonProblem.LoneSurrogate(bytes.Span, half);
        try
        {
            exchange.Parsed = JsonDocument.Parse(bytes, Quick);
        }
        catch (JsonException error)
        {
            return JsonProblem.Syntax(bytes.Span, error);
        }

        // Two spellings of a key may read the same, where there are escapes.
        var mayRepeat = RepeatedKeys.MayBeIn(exchange.Body, bytes.Span.Contains((byte)'\\'));
        return mayRepeat && Repeats(bytes) ? JsonProblem.RepeatedKey(bytes.Span) : null;
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
}
