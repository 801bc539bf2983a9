using System.Text;
using System.Text.Json;

namespace MockUserApis.Kernel.Secrets;

/// <summary>Takes secrets out of a text that is a value itself: an address, or JSON written as a text.</summary>
internal static class SecretWithin
{
    /// <summary>Of texts within texts; what is deeper and names a secret is left out whole.</summary>
    private const int MaxLevels = 3;

    /// <summary>A longer one is left out whole: to look through it would take many times its size.</summary>
    private const int MaxLength = 64 << 10;

    private static readonly HashSet<string> NoMarks = [];

    /// <summary>It has an address or JSON in it, and there the name of a secret or a user.</summary>
    public static bool IsOne(string text) =>
        (IsJson(text) || text.Contains(SecretHints.Slashes, StringComparison.Ordinal)) && SecretScan.HasHint(text);

    /// <summary>Null: there is nothing secret in it.</summary>
    public static string? Redact(string text, int level, ref SecretValues found)
    {
        if (!IsOne(text))
            return null;
        if (level >= MaxLevels || text.Length > MaxLength)
            return SecretText.Redacted;
        if (IsJson(text) && Json(text, level, ref found) is { } json)
            return json;
        var address = SecretText.Address(text, ref found);
        return address == text ? null : address;
    }

    private static string? Json(string text, int level, ref SecretValues found)
    {
        try
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            if (!SecretScan.HasSecret(bytes))
                return null;
            using var parsed = JsonDocument.Parse(bytes, SecretWriter.Deep);
            return Encoding.UTF8.GetString(SecretWriter.Write(parsed.RootElement, NoMarks, level + 1, ref found));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // A text that only begins like JSON.
            return null;
        }
    }

    private static bool IsJson(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..];
}
