using System.Text.Json;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Postgres;

/// <summary>A document by its fields' names: a row outlives the program that wrote it.</summary>
internal static class DocumentJson
{
    public static byte[] Write(Document document) => RawJson.Write(document, Write);

    public static void Write(Utf8JsonWriter json, Document document)
    {
        json.WriteStartObject();
        foreach (var field in document.Shape.Fields)
        {
            if (!document.Has(field))
                continue;
            json.WritePropertyName(field);
            json.WriteRawValue(document[field], skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    public static Document Read(byte[] json, Shape shape) => Read(RawJson.Parse(json), shape);

    /// <summary>A field that the shape no longer has is left out.</summary>
    public static Document Read(JsonElement json, Shape shape) =>
        Document.Build(
            shape,
            draft =>
            {
                foreach (var field in json.EnumerateObject())
                    if (shape.Find(field.Name) >= 0)
                        draft.Set(field.Name, field.Value);
            }
        );
}
