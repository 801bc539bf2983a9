using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

/// <summary>Journal entries as JSON. What an entry refers to of its vendor's contract goes by number.</summary>
internal sealed class EntryJson
{
    private static readonly ConcurrentDictionary<Vendor, EntryJson> ByVendor = new();

    // A document as deep as documents may be, within the entry.
    private const int MaxDepth = RawJson.MaxDepth + 8;

    private readonly JsonTypeInfo<JournalEntry> form;

    private EntryJson(Vendor vendor)
    {
        var options = new JsonSerializerOptions
        {
            TypeInfoResolver = EntryContext
                .Default.WithAddedModifier(Refusals)
                .WithAddedModifier(new Schemas(vendor.Apis.Select(a => a.Contract)).Modify),
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            MaxDepth = MaxDepth,
        };
        options.Converters.Add(new DocumentConverter(vendor.Recipe.Shape));
        options.Converters.Add(new TimingsConverter());
        form = (JsonTypeInfo<JournalEntry>)options.GetTypeInfo(typeof(JournalEntry));
    }

    public static EntryJson Of(Vendor vendor) => ByVendor.GetOrAdd(vendor, static v => new EntryJson(v));

    public byte[] Write(in JournalEntry entry) => JsonSerializer.SerializeToUtf8Bytes(entry, form);

    /// <summary>Null when the bytes are no entry of this program.</summary>
    public JournalEntry? Find(byte[] json)
    {
        try
        {
            var entry = JsonSerializer.Deserialize(json, form);
            return IsWhole(entry) ? entry : null;
        }
        catch (Exception error)
            when (error
                    is JsonException
                        or InvalidOperationException
                        or ArgumentException
                        or NotSupportedException
                        or NullReferenceException
                        or IndexOutOfRangeException
            )
        {
            return null;
        }
    }

    private static bool IsWhole(in JournalEntry entry) =>
        entry
            is {
                Vendor: not null,
                Method: not null,
                Target: not null,
                RequestHeaders: not null,
                ResponseHeaders: not null,
                Assumed: not null,
                Findings: not null,
            };

    private static void Refusals(JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Object)
            foreach (var property in type.Properties)
                property.IsRequired = false;
        if (type.Type != typeof(Refusal))
            return;
        type.PolymorphismOptions = new JsonPolymorphismOptions();
        foreach (var kind in typeof(Refusal).GetNestedTypes())
            type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(kind, kind.Name));
    }

    private sealed class DocumentConverter(Shape shape) : JsonConverter<Document>
    {
        public override Document Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            DocumentJson.Read(JsonElement.ParseValue(ref reader), shape);

        public override void Write(Utf8JsonWriter writer, Document value, JsonSerializerOptions options) =>
            DocumentJson.Write(writer, value);
    }

    private sealed class TimingsConverter : JsonConverter<RequestTimings>
    {
        public override RequestTimings Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            var timings = default(RequestTimings);
            JsonSerializer.Deserialize(ref reader, EntryContext.Default.Int64Array)!.CopyTo(timings);
            return timings;
        }

        public override void Write(Utf8JsonWriter writer, RequestTimings value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, ((ReadOnlySpan<long>)value).ToArray(), EntryContext.Default.Int64Array);
    }
}
