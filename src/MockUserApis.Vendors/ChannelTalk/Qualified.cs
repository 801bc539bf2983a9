using System.Runtime.InteropServices;
using System.Text.Json;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>
/// Whether a profile's number or address has the form that the vendor can write to. DOC, the form ASSUMED
/// </summary>
internal static class Qualified
{
    private const int MaxDigits = 15;

    /// <summary>E.164: a plus sign and 2 to 15 digits, the first not 0.</summary>
    public static bool Number(JsonElement profile)
    {
        var text = Text(profile, "mobileNumber"u8);
        return text.Length is > 2 and <= MaxDigits + 1
            && text[0] == '+'
            && text[1] is >= (byte)'1' and <= (byte)'9'
            && !text[2..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    /// <summary>One <c>@</c> with a dot after it.</summary>
    public static bool Email(JsonElement profile)
    {
        var text = Text(profile, "email"u8);
        var at = text.IndexOf((byte)'@');
        return at >= 0 && text[(at + 1)..].Contains((byte)'.') && !text[(at + 1)..].Contains((byte)'@');
    }

    // As it is written: what has to be escaped is in neither form. In lenient a value may be no text.
    private static ReadOnlySpan<byte> Text(JsonElement profile, ReadOnlySpan<byte> key) =>
        profile.ValueKind == JsonValueKind.Object
        && profile.TryGetProperty(key, out var value)
        && value.ValueKind == JsonValueKind.String
            ? JsonMarshal.GetRawUtf8Value(value)[1..^1]
            : default;
}
