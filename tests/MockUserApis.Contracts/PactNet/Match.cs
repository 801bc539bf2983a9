using System.Text.Json;
using System.Text.Json.Serialization;

namespace PactNet.Matchers;

/// <summary>A value by rule; the example is what Pact's mock server answers.</summary>
[JsonConverter(typeof(MatcherConverter))]
public interface IMatcher
{
    string Type { get; }

    object? Value { get; }
}

public static class Match
{
    public static IMatcher Type(object example) => new Matcher("type", example);

    public static IMatcher MinType(object example, int min) => new Matcher("type", new[] { example }) { Min = min };

    public static IMatcher Regex(string example, string regex) => new Matcher("regex", example) { Regex = regex };

    public static IMatcher Integer(long example) => new Matcher("integer", example);

    public static IMatcher Decimal(double example) => new Matcher("decimal", example);

    public static IMatcher Number(long example) => new Matcher("number", example);

    public static IMatcher Equality(object example) => new Matcher("equality", example);

    public static IMatcher Include(string example) => new Matcher("include", example);

    public static IMatcher Null() => new Matcher("null", null);
}

internal sealed record Matcher(string Type, object? Value) : IMatcher
{
    public string? Regex { get; init; }

    public int? Min { get; init; }
}

internal sealed class MatcherConverter : JsonConverter<IMatcher>
{
    public override IMatcher Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, IMatcher value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("pact:matcher:type", value.Type);
        if (value is Matcher { Regex: { } regex })
            writer.WriteString("regex", regex);
        if (value is Matcher { Min: { } min })
            writer.WriteNumber("min", min);
        writer.WritePropertyName("value");
        JsonSerializer.Serialize(writer, value.Value, options);
        writer.WriteEndObject();
    }
}
