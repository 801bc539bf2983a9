using System.Text.Json;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Configuration;

/// <summary>A part of the file as JSON: a user's fields, as they would be in a request.</summary>
internal static class YamlJson
{
    public static JsonElement Of(YamlNode node) =>
        RawJson.Parse(RawJson.Write(node, static (json, n) => Write(json, n)));

    private static void Write(Utf8JsonWriter json, YamlNode node)
    {
        switch (node)
        {
            case YamlMap map:
                json.WriteStartObject();
                foreach (var (key, _, value) in map.Members)
                {
                    json.WritePropertyName(key);
                    Write(json, value);
                }

                json.WriteEndObject();
                break;
            case YamlList list:
                json.WriteStartArray();
                foreach (var item in list.Items)
                    Write(json, item);
                json.WriteEndArray();
                break;
            case YamlScalar scalar:
                Write(json, scalar);
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, YamlScalar scalar)
    {
        switch (scalar.Kind)
        {
            case YamlKind.Null:
                json.WriteNullValue();
                break;
            case YamlKind.Boolean:
                json.WriteBooleanValue(scalar.IsTrue);
                break;
            // As it is written: ids of 19 digits stay whole.
            case YamlKind.Number:
                json.WriteRawValue(scalar.Text);
                break;
            default:
                json.WriteStringValue(scalar.Text);
                break;
        }
    }
}
