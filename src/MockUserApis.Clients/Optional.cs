using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MockUserApis.Clients;

// A member of a request body that knows whether it was assigned: absent and null are different things to a partial
// update. The default is "not assigned", which JsonIgnoreCondition.WhenWritingDefault leaves out under any options.
// The converter stands on the members and not here: so the source generator sees Value and the context knows T.
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

internal sealed class OptionalConverter<T> : JsonConverter<Optional<T>>
{
    public override bool HandleNull => true;

    public override Optional<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize(ref reader, TypeOf(options))!);

    public override void Write(Utf8JsonWriter writer, Optional<T> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Value, TypeOf(options));

    private static JsonTypeInfo<T> TypeOf(JsonSerializerOptions options) =>
        (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
