using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MockUserApis.Kernel.Secrets;

/// <summary>Takes secrets out of a body; one that names a secret and cannot be read is left out whole.</summary>
internal static class SecretBody
{
    private static readonly byte[] NotAnObject = "\"[redacted: not a JSON object]\""u8.ToArray();

    /// <summary>In the place of a body that was not inflated: what is in it nobody has looked at.</summary>
    public static readonly byte[] Coded = "\"[redacted: compressed, and not read]\""u8.ToArray();

    private static readonly byte[] Unreadable = "\"[redacted: names a secret and cannot be read]\""u8.ToArray();

    /// <param name="marked">Names that the spec marks; when there are any, the body is never kept unread.</param>
    public static ReadOnlyMemory<byte> Redact(
        ReadOnlyMemory<byte> body,
        IReadOnlySet<string> marked,
        string? type,
        ref SecretValues found
    )
    {
        if (body.IsEmpty)
            return body;
        if (body.Span is [0x1F, 0x8B, ..])
            return Coded;
        if (marked.Count == 0 && IsWide(body.Span))
            return SecretScan.HasHint(Narrow(body.Span)) ? Unreadable : body;
        if (marked.Count == 0)
        {
            if (!IsJson(body.Span))
                return Text(body, IsForm(type), ref found);
            if (!SecretScan.Hints(body.Span))
                return body;
        }

        try
        {
            if (marked.Count == 0 && !IsListOfTexts(body) && !SecretScan.HasSecret(body.Span))
                return body;
            using var parsed = JsonDocument.Parse(body, SecretWriter.Deep);
            // Only an object's members have names to go by.
            var root = parsed.RootElement;
            var byName = root.ValueKind == JsonValueKind.Object || (marked.Count == 0 && !HasTexts(root));
            if (!byName)
            {
                // The answer may repeat it.
                found.Add(root);
                return NotAnObject;
            }

            return SecretWriter.Write(root, marked, 0, ref found);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            // The latter two: half a surrogate pair, which parses and cannot be read.
            if (marked.Count > 0)
                return NotAnObject;
            return SecretScan.HasHint(Unescaped(body.Span)) ? Unreadable : body;
        }
    }

    private static bool IsForm(string? type) =>
        type is not null && type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    private static bool IsJson(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];

    // A list may name a secret beside it: ["password", "x"].
    private static bool IsListOfTexts(ReadOnlyMemory<byte> body)
    {
        if (body.Span.TrimStart(" \t\r\n"u8) is not [(byte)'[', ..])
            return false;
        using var parsed = JsonDocument.Parse(body, SecretWriter.Deep);
        return HasTexts(parsed.RootElement);
    }

    private static bool HasTexts(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array)
            return true;
        foreach (var item in list.EnumerateArray())
            if (item.ValueKind == JsonValueKind.String)
                return true;
        return false;
    }

    // A form's values go by their names, whatever else it is: of another text nobody knows what is the secret in it.
    private static ReadOnlyMemory<byte> Text(ReadOnlyMemory<byte> body, bool form, ref SecretValues found)
    {
        var text = Encoding.UTF8.GetString(body.Span);
        var line = text.AsSpan().TrimEnd("\r\n");
        if (line.Contains('=') && !line.ContainsAny("\r\n") && (form || !line.Contains('<')))
        {
            var named = SecretText.NamedValues(text, ref found);
            var redacted = SecretText.Form(named ?? text, ref found) ?? named;
            if (redacted is not null)
                return Encoding.UTF8.GetBytes(redacted);
            if (form)
                return body;
        }

        return SecretScan.HasHint(SecretName.Decoded(text)) ? Unreadable : body;
    }

    // UTF-16 or UTF-32 (RFC 4627, 3: the zeros among the first four bytes tell), or a byte order mark.
    private static bool IsWide(ReadOnlySpan<byte> body) =>
        body[..Math.Min(4, body.Length)].Contains((byte)0) || body is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    // Names of secrets are ASCII.
    private static string Narrow(ReadOnlySpan<byte> body) =>
        Encoding.Latin1.GetString(body).Replace("\0", "", StringComparison.Ordinal);

    private static string Unescaped(ReadOnlySpan<byte> json)
    {
        var parts = Encoding.Latin1.GetString(json).Split("\\u");
        for (var i = 1; i < parts.Length; i++)
        {
            if (parts[i].Length < 4)
                continue;
            var isUnit = ushort.TryParse(parts[i][..4], NumberStyles.AllowHexSpecifier, null, out var unit);
            if (isUnit)
                parts[i] = (char)unit + parts[i][4..];
        }

        return string.Concat(parts);
    }
}
