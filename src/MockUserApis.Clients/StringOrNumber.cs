using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MockUserApis.Clients;

/// <summary>
/// A value that may be text or a number on the wire, such as a postal code. It stays what it was made from.
/// </summary>
[JsonConverter(typeof(Converter))]
public readonly record struct StringOrNumber
{
    private readonly string? text;

    private StringOrNumber(string? text, bool isNumber)
    {
        this.text = text;
        IsNumber = isNumber;
    }

    /// <summary>True when it is written without quotes.</summary>
    public bool IsNumber { get; }

    /// <summary>Text stays text.</summary>
    public static implicit operator StringOrNumber(string text) => new(text, false);

    /// <summary>A number stays a number.</summary>
    public static implicit operator StringOrNumber(long number) =>
        new(number.ToString(CultureInfo.InvariantCulture), true);

    /// <summary>A number stays a number.</summary>
    public static implicit operator StringOrNumber(double number) =>
        double.IsFinite(number)
            ? new(number.ToString("R", CultureInfo.InvariantCulture), true)
            : throw new ArgumentException("JSON has no such number.", nameof(number));

    /// <summary>The same as assigning the text.</summary>
    public static StringOrNumber FromString(string text) => text;

    /// <summary>The same as assigning the number.</summary>
    public static StringOrNumber FromInt64(long number) => number;

    /// <summary>The same as assigning the number.</summary>
    public static StringOrNumber FromDouble(double number) => number;

    /// <summary>The text, or the number's digits.</summary>
    public override string ToString() => text ?? "";

    // Internal for the source generator's contexts.
    internal sealed class Converter : JsonConverter<StringOrNumber>
    {
        public override StringOrNumber Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) =>
            reader.TokenType switch
            {
                JsonTokenType.String => new(reader.GetString(), false),
                JsonTokenType.Number => new(Encoding.UTF8.GetString(reader.ValueSpan), true),
                var other => throw new JsonException($"A string or a number is expected, not {other}."),
            };

        public override void Write(Utf8JsonWriter writer, StringOrNumber value, JsonSerializerOptions options)
        {
            if (value.IsNumber)
                writer.WriteRawValue(value.text!);
            else
                writer.WriteStringValue(value.text);
        }
    }
}
