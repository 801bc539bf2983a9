using System.Runtime.InteropServices;
using System.Text.Json;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Kernel.Secrets;

/// <summary>Writes JSON anew, without the values of members whose names say that they are secret.</summary>
/// <param name="marked">Names that the spec marks.</param>
/// <param name="level">How many texts it stands in.</param>
internal sealed class SecretWriter(IReadOnlySet<string> marked, int level)
{
    public static readonly JsonDocumentOptions Deep = new() { MaxDepth = RawJson.MaxDepth };

    private SecretValues found;

    public static byte[] Write(JsonElement root, IReadOnlySet<string> marked, int level, ref SecretValues found)
    {
        var writer = new SecretWriter(marked, level) { found = found };
        var bytes = RawJson.Write((root, writer), static (json, s) => s.writer.Write(json, s.root));
        found = writer.found;
        return bytes;
    }

    private void Write(Utf8JsonWriter json, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            json.WriteStartObject();
            var isNamed = NamesASecret(value);
            foreach (var member in value.EnumerateObject())
            {
                json.WritePropertyName(member.Name);
                if (!IsSecret(member) && !(isNamed && member.NameEquals("value"u8)))
                    Write(json, member.Value);
                else
                {
                    found.Add(member.Value);
                    json.WriteStringValue(SecretText.Redacted);
                }
            }

            json.WriteEndObject();
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            json.WriteStartArray();
            foreach (var item in value.EnumerateArray())
                Write(json, item);
            json.WriteEndArray();
        }
        else if (Within(value) is { } redacted)
            json.WriteStringValue(redacted);
        else
            value.WriteTo(json);
    }

    private string? Within(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return null;
        if (Surrogates.HasLone(JsonMarshal.GetRawUtf8Value(value)))
            return null;
        return SecretWithin.Redact(value.GetString()!, level, ref found);
    }

    // An attribute as vendors list it: {"name": "password", "value": "x"}.
    private static bool NamesASecret(JsonElement value)
    {
        if (!value.TryGetProperty("value"u8, out _))
            return false;
        foreach (var member in value.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.String || member.NameEquals("value"u8))
                continue;
            if (SecretName.OfMember(member.Value.GetString()!))
                return true;
        }

        return false;
    }

    private bool IsSecret(JsonProperty member) =>
        marked.Contains(member.Name) || (CanBeSecret(member.Value.ValueKind) && SecretName.OfMember(member.Name));

    private static bool CanBeSecret(JsonValueKind kind) =>
        kind is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null);
}
