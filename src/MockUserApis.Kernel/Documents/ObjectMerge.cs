using System.Runtime.InteropServices;
using System.Text.Json;

namespace MockUserApis.Kernel;

/// <summary>Merges one JSON object into another, key by key, keeping the stored order and adding new keys at the end.</summary>
public static class ObjectMerge
{
    /// <param name="stored">Compact JSON of the stored object; anything else counts as empty.</param>
    /// <param name="fill">Only keys that the stored object lacks are taken.</param>
    /// <param name="nullKey">What a sent null does: Keep the stored key, Clear it, or Replace (store the null).</param>
    public static byte[] Apply(ReadOnlySpan<byte> stored, JsonElement sent, bool fill, Effect nullKey)
    {
        var old = stored is [(byte)'{', ..] ? RawJson.Parse(stored) : default;
        return RawJson.Write((old, sent, fill, nullKey), static (json, s) =>
        {
            json.WriteStartObject();
            if (s.old.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in s.old.EnumerateObject()) Kept(json, member, s.sent, s.fill, s.nullKey);
            }

            foreach (var member in s.sent.EnumerateObject())
            {
                if (s.old.ValueKind == JsonValueKind.Object && Find(s.old, member, out _)) continue;
                if (member.Value.ValueKind != JsonValueKind.Null || s.nullKey == Effect.Replace) member.WriteTo(json);
            }

            json.WriteEndObject();
        });
    }

    private static void Kept(Utf8JsonWriter json, JsonProperty member, JsonElement sent, bool fill, Effect nullKey)
    {
        if (fill || !Find(sent, member, out var value)) member.WriteTo(json);
        else if (value.ValueKind != JsonValueKind.Null || nullKey == Effect.Replace)
        {
            json.WritePropertyName(member.Name);
            value.WriteTo(json);
        }
        else if (nullKey == Effect.Keep) member.WriteTo(json);
    }

    // By the bytes of the name where they are plain: no string is made for a key.
    private static bool Find(JsonElement where, JsonProperty named, out JsonElement value)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(named);
        return name.Contains((byte)'\\') ? where.TryGetProperty(named.Name, out value) : where.TryGetProperty(name, out value);
    }
}
