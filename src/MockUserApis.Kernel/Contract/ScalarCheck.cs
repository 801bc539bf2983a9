using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace MockUserApis.Kernel.Contract;

/// <summary>The rules for one string, number or boolean.</summary>
internal static class ScalarCheck
{
    private const int MaxEmailLength = 254;
    private const int MaxLabelLength = 63;
    private const string Alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly SearchValues<char> LabelSigns = SearchValues.Create(Alphanumeric + "-");
    private static readonly SearchValues<char> AtomSigns = SearchValues.Create(Alphanumeric + "!#$%&'*+/=?^_`{|}~-");

    public static bool HasType(JsonTypes type, JsonElement value) =>
        type == JsonTypes.Any
        || value.ValueKind switch
        {
            JsonValueKind.String => type.HasFlag(JsonTypes.String),
            JsonValueKind.Number => type.HasFlag(JsonTypes.Number)
                || (type.HasFlag(JsonTypes.Integer) && IsInteger(value)),
            JsonValueKind.True or JsonValueKind.False => type.HasFlag(JsonTypes.Boolean),
            JsonValueKind.Object => type.HasFlag(JsonTypes.Object),
            JsonValueKind.Array => type.HasFlag(JsonTypes.Array),
            _ => false,
        };

    /// <summary>The first broken keyword with what was expected, or (null, null).</summary>
    public static (string? Keyword, string? Expected) Problem(Schema schema, JsonElement value) =>
        schema.Enum.Length > 0 && !IsWord(schema.Enum, value)
            ? ("enum", schema.Describe())
            : value.ValueKind switch
            {
                JsonValueKind.String => Text(schema, value),
                JsonValueKind.Number => Number(schema, value),
                _ => default,
            };

    public static double? Limit(Schema schema, string keyword) =>
        keyword switch
        {
            "maxLength" => schema.MaxLength,
            "minLength" => schema.MinLength,
            "maxItems" => schema.MaxItems,
            "minItems" => schema.MinItems,
            "maximum" => schema.Maximum,
            "minimum" => schema.Minimum,
            _ => null,
        };

    private static bool IsInteger(JsonElement value) =>
        !JsonMarshal.GetRawUtf8Value(value).ContainsAny((byte)'.', (byte)'e', (byte)'E');

    private static bool IsWord(JsonElement[] words, JsonElement value)
    {
        for (var i = 0; i < words.Length; i++)
            if (Same(words[i], value))
                return true;
        return false;
    }

    /// <summary>Whether the value is one that the spec allows, however its text is escaped.</summary>
    public static bool Same(JsonElement allowed, JsonElement value) =>
        allowed.ValueKind == value.ValueKind
        && (
            JsonMarshal.GetRawUtf8Value(allowed).SequenceEqual(JsonMarshal.GetRawUtf8Value(value))
            || (
                value.ValueKind == JsonValueKind.String
                && JsonMarshal.GetRawUtf8Value(value).Contains((byte)'\\')
                && value.ValueEquals(allowed.GetString())
            )
        );

    private static (string?, string?) Text(Schema schema, JsonElement value)
    {
        if (schema.MaxLength is null && schema.MinLength == 0 && schema.Pattern is null && schema.Format is null)
            return default;
        // Whether there is any character at all is told without counting.
        var isCounted = schema.MaxLength is not null || schema.MinLength > 1;
        var length = isCounted ? CodePoints(value) : JsonMarshal.GetRawUtf8Value(value).Length - 2;
        if (length > schema.MaxLength)
            return ("maxLength", $"at most {schema.MaxLength} characters, not {length}");
        if (length < schema.MinLength)
            return ("minLength", schema.MinLength == 1 ? "not empty" : $"at least {schema.MinLength} characters");
        var fits = schema.Pattern is null || schema.Fits(value.GetString()!);
        if (!fits)
            return ("pattern", "matching " + schema.PatternText);
        return schema.Format is { } format && !HasFormat(format, value) ? ("format", "format " + format) : default;
    }

    // Lengths count Unicode code points, as JSON Schema does: in UTF-8, every byte that does not continue another.
    private static int CodePoints(JsonElement value)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (raw.Contains((byte)'\\'))
            return value.GetString()!.EnumerateRunes().Count();
        var count = -2;
        foreach (var b in raw)
            if ((b & 0xC0) != 0x80)
                count++;
        return count;
    }

    private static bool HasFormat(string format, JsonElement value) =>
        format switch
        {
            "email" => IsEmail(value.GetString()),
            "uuid" => Guid.TryParseExact(value.GetString(), "D", out _),
            // On Unix .NET takes a path for a file's URI.
            "uri" => !value.GetString()!.StartsWith('/') && Uri.TryCreate(value.GetString(), UriKind.Absolute, out _),
            "date-time" => DateTimeOffset.TryParse(
                value.GetString(),
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _
            ),
            _ => true,
        };

    /// <summary>
    /// An address as the validators of JSON Schema read <c>format: email</c> (ajv-formats): dots and signs of RFC 5322
    /// before the @, a host of labels behind it, all ASCII. Like them it takes no quoted or bracketed form.
    /// </summary>
    internal static bool IsEmail(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');
        return text.Length <= MaxEmailLength && at > 0 && AreParts(text[..at], IsAtom) && AreLabels(text[(at + 1)..]);
    }

    private static bool AreLabels(ReadOnlySpan<char> host) =>
        host.Contains('.')
        && AreParts(
            host,
            static label =>
                label.Length is > 0 and <= MaxLabelLength
                && label[0] != '-'
                && label[^1] != '-'
                && !label.ContainsAnyExcept(LabelSigns)
        );

    private static bool IsAtom(ReadOnlySpan<char> atom) => atom.Length > 0 && !atom.ContainsAnyExcept(AtomSigns);

    private static bool AreParts(ReadOnlySpan<char> text, Func<ReadOnlySpan<char>, bool> fits)
    {
        foreach (var part in text.Split('.'))
            if (!fits(text[part]))
                return false;
        return true;
    }

    private static (string?, string?) Number(Schema schema, JsonElement value)
    {
        if (schema.Type == JsonTypes.Any)
            return default;
        if (schema.Type == JsonTypes.Integer)
        {
            if (schema.Format == "int32" && !value.TryGetInt32(out _))
                return ("format", "an integer of 32 bits (int32)");
            if (!value.TryGetInt64(out _))
                return ("format", "an integer of 64 bits (int64)");
        }

        if (schema.Minimum is null && schema.Maximum is null && IsSurelyFinite(JsonMarshal.GetRawUtf8Value(value)))
            return default;
        var number = value.GetDouble();
        if (!double.IsFinite(number))
            return ("format", "a finite number (double)");
        if (schema.Minimum is { } low && (schema.ExclusiveMinimum ? number <= low : number < low))
            return ("minimum", string.Create(CultureInfo.InvariantCulture, $"at least {low}"));
        if (schema.Maximum is { } high && (schema.ExclusiveMaximum ? number >= high : number > high))
            return ("maximum", string.Create(CultureInfo.InvariantCulture, $"at most {high}"));
        return default;
    }

    // A double reaches 308 digits.
    private static bool IsSurelyFinite(ReadOnlySpan<byte> number) =>
        number.Length < 300 && !number.ContainsAny((byte)'e', (byte)'E');
}
