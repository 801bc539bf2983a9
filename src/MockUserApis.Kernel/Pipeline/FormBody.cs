using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Pipeline;

/// <summary>
/// Reads <c>application/x-www-form-urlencoded</c> as the JSON object that it stands for: every value is a text, and a
/// key may come again only where the schema has a list. From there on it is checked and merged as JSON is.
/// </summary>
internal static class FormBody
{

    /// <summary>As many as servlet containers and ASP.NET Core take, about; each costs a look-up.</summary>
    private const int MostFields = 1000;

    /// <summary>Whether the header names a form, whatever its parameters.</summary>
    public static bool Names(string? contentType)
    {
        var semicolon = contentType?.IndexOf(';', StringComparison.Ordinal) ?? -1;
        var type = semicolon < 0 ? contentType : contentType.AsSpan(0, semicolon).Trim(" \t");
        return type.Equals(Operation.FormType, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Parses the body onto the exchange; what is wrong with it, or null.</summary>
    public static Refusal.Malformed? Parse(Exchange exchange, Schema schema)
    {
        var fields = new Dictionary<string, List<string>>();
        var sent = exchange.BodyBytes.Span;
        for (var at = 0; at < sent.Length;)
        {
            var length = sent[at..].IndexOf((byte)'&');
            var pair = length < 0 ? sent[at..] : sent.Slice(at, length);
            if (pair.Length > 0 && Take(pair, fields, schema) is { } problem)
            {
                return new Refusal.Malformed(problem, 1, at + 1);
            }

            at += pair.Length + 1;
        }

        exchange.Parsed = JsonDocument.Parse(Json(fields, schema));
        return null;
    }

    private static string? Take(ReadOnlySpan<byte> pair, Dictionary<string, List<string>> fields, Schema schema)
    {
        var equals = pair.IndexOf((byte)'=');
        var name = Decoded(equals < 0 ? pair : pair[..equals]);
        var value = equals < 0 ? "" : Decoded(pair[(equals + 1)..]);
        if (name is null || value is null) return "a key or a value is not UTF-8 in percent-encoding";
        if (!fields.TryGetValue(name, out var values))
        {
            if (fields.Count == MostFields) return $"it has more than {MostFields} keys";
            fields[name] = values = [];
        }
        else if (!IsList(schema, name)) return "a key appears twice";

        values.Add(value);
        return null;
    }

    // Strictly, unlike the framework's decoders, which leave a stray % as it is and put U+FFFD for what is no UTF-8.
    private static string? Decoded(ReadOnlySpan<byte> raw)
    {
        var bytes = new byte[raw.Length];
        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '%')
            {
                bytes[length++] = raw[i] == '+' ? (byte)' ' : raw[i];
                continue;
            }

            if (raw.Length < i + 3 || !IsHex(raw[i + 1]) || !IsHex(raw[i + 2])) return null;
            bytes[length++] = Convert.FromHexString([(char)raw[i + 1], (char)raw[i + 2]])[0];
            i += 2;
        }

        var decoded = bytes.AsSpan(0, length);
        return Utf8.IsValid(decoded) ? Encoding.UTF8.GetString(decoded) : null;
    }

    private static bool IsHex(byte digit) => char.IsAsciiHexDigit((char)digit);

    private static bool IsList(Schema schema, string name) => schema.Properties[name] is { Type: JsonTypes.Array };

    private static byte[] Json(Dictionary<string, List<string>> fields, Schema schema) =>
        RawJson.Write((fields, schema), static (json, f) =>
        {
            json.WriteStartObject();
            foreach (var (name, values) in f.fields)
            {
                json.WritePropertyName(name);
                if (IsList(f.schema, name)) List(json, values);
                else json.WriteStringValue(values[0]);
            }

            json.WriteEndObject();
        });

    private static void List(Utf8JsonWriter json, List<string> values)
    {
        json.WriteStartArray();
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
