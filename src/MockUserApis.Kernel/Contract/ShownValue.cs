using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace MockUserApis.Kernel.Contract;

/// <summary>How a value looks in a finding.</summary>
public static class ShownValue
{
    private const int MaxShown = 120;
    private const int MaxRuneLength = 2;

    /// <summary>
    /// A value as people see it in a finding: its JSON, cut to 120 characters; <c>absent</c> when undefined.
    /// </summary>
    public static string Of(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined)
            return "absent";
        var raw = JsonMarshal.GetRawUtf8Value(value);
        Span<char> text = stackalloc char[MaxShown + MaxRuneLength];
        Utf8.ToUtf16(raw, text, out _, out var length);
        if (length <= MaxShown)
            return text[..length].ToString();
        return string.Concat(text[..(MaxShown - (char.IsHighSurrogate(text[MaxShown - 2]) ? 2 : 1))], "…");
    }
}
