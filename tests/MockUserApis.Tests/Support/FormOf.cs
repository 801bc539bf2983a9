using System.Text;
using System.Text.Json.Nodes;

namespace MockUserApis.Tests.Support;

/// <summary>A flat JSON object as a form says it; null where no form can: nulls, objects, empty lists.</summary>
internal static class FormOf
{
    public const string UrlEncoded = "application/x-www-form-urlencoded";
    public const string Boundary = "----mock-Boundary7";
    public const string Multipart = "multipart/form-data; boundary=" + Boundary;

    public static byte[]? Body(JsonObject json, string mediaType)
    {
        if (Pairs(json) is not { } pairs)
            return null;
        if (mediaType != UrlEncoded)
            return Parts(pairs.Select(p => ($"form-data; name=\"{p.Key}\"", p.Value)));
        return Encoding.UTF8.GetBytes(string.Join('&', pairs.Select(p => $"{Encoded(p.Key)}={Encoded(p.Value)}")));
    }

    /// <summary>What of it a form can say.</summary>
    public static JsonObject Flat(JsonObject json)
    {
        var flat = json.DeepClone().AsObject();
        foreach (var (name, value) in json)
        {
            var isFlat = value is JsonValue || (value is JsonArray list && list.All(i => i is JsonValue));
            if (!isFlat)
                flat.Remove(name);
        }

        return flat;
    }

    /// <summary>The same as parts, each a file by its name.</summary>
    public static string File(System.Text.Json.JsonElement json) =>
        Encoding.UTF8.GetString(
            Parts(json.EnumerateObject().Select(f => ($"form-data; name=\"{f.Name}\"; filename=\"f\"", $"{f.Value}")))
        );

    /// <summary>Each part with its Content-Disposition and its text.</summary>
    public static byte[] Parts(IEnumerable<(string Disposition, string Text)> parts)
    {
        var body = new StringBuilder();
        foreach (var (disposition, text) in parts)
        {
            body.Append($"--{Boundary}\r\nContent-Disposition: {disposition}\r\n\r\n{text}\r\n");
        }

        return Encoding.UTF8.GetBytes(body.Append($"--{Boundary}--\r\n").ToString());
    }

    /// <summary>A text in percent-encoding; half a surrogate pair, which cannot be escaped, becomes U+FFFD.</summary>
    public static string Encoded(string text)
    {
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return Uri.EscapeDataString(whole).Replace("%20", "+", StringComparison.Ordinal);
    }

    private static List<KeyValuePair<string, string>>? Pairs(JsonObject json)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var (name, value) in json)
        {
            if (name.AsSpan().ContainsAny("\"\\\r\n["))
                return null;
            foreach (var item in value is JsonArray { Count: > 0 } list ? [.. list] : (JsonNode?[])[value])
            {
                if (item is not JsonValue scalar)
                    return null;
                pairs.Add(new(name, scalar.ToString()));
            }
        }

        return pairs.Count == 0 ? null : pairs;
    }
}
