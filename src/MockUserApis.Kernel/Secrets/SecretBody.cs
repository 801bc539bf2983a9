using System.Globalization;
using System.Text;
using System.Text.Json;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Kernel.Secrets;

/// <summary>Takes secrets out of a body; one that names a secret and cannot be read is left out whole.</summary>
internal static class SecretBody
{
    private static readonly byte[] NotAnObject = "\"[redacted: not a JSON object]\""u8.ToArray();

    private static readonly byte[] Unreadable = "\"[redacted: names a secret and cannot be read]\""u8.ToArray();

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = RawJson.MostDepth };

    /// <param name="marked">Names that the spec marks; when there are any, the body is never kept unread.</param>
    public static ReadOnlyMemory<byte> Redact(
        ReadOnlyMemory<byte> body, IReadOnlySet<string> marked, string? type, ref SecretValues found)
    {
        if (body.IsEmpty) return body;
        if (marked.Count == 0)
        {
            if (!IsJson(body.Span)) return Text(body, IsForm(type), ref found);
            if (!SecretScan.Hints(body.Span)) return body;
        }

        try
        {
            if (marked.Count == 0 && !IsListOfTexts(body) && !SecretScan.HasSecret(body.Span)) return body;
            using var parsed = JsonDocument.Parse(body, Deep);
            // Only an object's members have names to go by.
            var root = parsed.RootElement;
            var byName = root.ValueKind == JsonValueKind.Object || (marked.Count == 0 && !HasTexts(root));
            if (!byName) return NotAnObject;
            var writer = new Writer(marked);
            var bytes = RawJson.Write((root, writer), static (json, s) => s.writer.Write(json, s.root));
            foreach (var secret in writer.Found) found.Add(secret);
            return bytes;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            // The latter two: half a surrogate pair, which parses and cannot be read.
            return marked.Count > 0 ? NotAnObject : SecretScan.HasHint(Unescaped(body.Span)) ? Unreadable : body;
        }
    }

    private static bool IsForm(string? type) =>
        type is not null && type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    private static bool IsJson(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];

    // A list may name a secret beside it: ["password", "x"].
    private static bool IsListOfTexts(ReadOnlyMemory<byte> body)
    {
        if (body.Span.TrimStart(" \t\r\n"u8) is not [(byte)'[', ..]) return false;
        using var parsed = JsonDocument.Parse(body, Deep);
        return HasTexts(parsed.RootElement);
    }

    private static bool HasTexts(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array) return true;
        foreach (var item in list.EnumerateArray()) if (item.ValueKind == JsonValueKind.String) return true;
        return false;
    }

    // A form's values go by their names. Of another text nobody knows what is the secret in it.
    private static ReadOnlyMemory<byte> Text(ReadOnlyMemory<byte> body, bool form, ref SecretValues found)
    {
        var text = Encoding.UTF8.GetString(body.Span);
        if (form || (text.Contains('=', StringComparison.Ordinal) && !text.AsSpan().ContainsAny("<\r\n")))
        {
            var named = SecretText.NamedValues(text, ref found);
            var redacted = SecretText.Fields(named ?? text, null, ref found) ?? named;
            if (redacted is not null) return Encoding.UTF8.GetBytes(redacted);
            if (form && text.Contains('=', StringComparison.Ordinal)) return body;
        }

        return SecretScan.HasHint(SecretName.Decoded(text)) ? Unreadable : body;
    }

    private static string Unescaped(ReadOnlySpan<byte> json)
    {
        var parts = Encoding.Latin1.GetString(json).Split("\\u");
        for (var i = 1; i < parts.Length; i++)
        {
            if (parts[i].Length < 4) continue;
            var isUnit = ushort.TryParse(parts[i][..4], NumberStyles.AllowHexSpecifier, null, out var unit);
            if (isUnit) parts[i] = (char)unit + parts[i][4..];
        }

        return string.Concat(parts);
    }

    private sealed class Writer(IReadOnlySet<string> marked)
    {
        public List<JsonElement> Found { get; } = [];

        public void Write(Utf8JsonWriter json, JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Object)
            {
                json.WriteStartObject();
                var isNamed = NamesASecret(value);
                foreach (var member in value.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    if (!IsSecret(member) && !(isNamed && member.NameEquals("value"u8))) Write(json, member.Value);
                    else
                    {
                        Found.Add(member.Value);
                        json.WriteStringValue(SecretText.Redacted);
                    }
                }

                json.WriteEndObject();
            }
            else if (value.ValueKind == JsonValueKind.Array)
            {
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(json, item);
                json.WriteEndArray();
            }
            else value.WriteTo(json);
        }

        // An attribute as vendors list it: {"name": "password", "value": "x"}.
        private static bool NamesASecret(JsonElement value)
        {
            if (!value.TryGetProperty("value"u8, out _)) return false;
            foreach (var member in value.EnumerateObject())
            {
                if (member.Value.ValueKind != JsonValueKind.String || member.NameEquals("value"u8)) continue;
                if (SecretName.OfMember(member.Value.GetString()!)) return true;
            }

            return false;
        }

        private bool IsSecret(JsonProperty member) =>
            marked.Contains(member.Name) || (CanBeSecret(member.Value.ValueKind) && SecretName.OfMember(member.Name));

        private static bool CanBeSecret(JsonValueKind kind) =>
            kind is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null);
    }
}
