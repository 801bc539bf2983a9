using System.Text.Json;
using System.Text.Json.Serialization;

namespace MockUserApis.Clients;

/// <summary>
/// A member of a request body that knows whether it was assigned: absent and null are different things to a partial update.
/// The default is "not assigned", which JsonIgnoreCondition.WhenWritingDefault leaves out under any serializer options.
/// </summary>
[JsonConverter(typeof(OptionalConverter))]
internal readonly record struct Optional<T>
{
    public Optional(T value)
    {
        Value = value;
        IsAssigned = true;
    }

    public T Value { get; }

    public bool IsAssigned { get; }
}

internal sealed class OptionalConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Optional<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<Optional<T?>>
    {
        public override bool HandleNull => true;

        public override Optional<T?> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<T>(ref reader, options));

        public override void Write(Utf8JsonWriter writer, Optional<T?> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Value, options);
    }
}
