using System.Globalization;

namespace MockUserApis.Kernel.Documents;

/// <summary>Escapes in JSON text that are half a character.</summary>
internal static class Surrogates
{
    // \uXXXX
    private const int Escape = 6;

    /// <summary>
    /// Half a surrogate pair in an escape: such JSON parses, and throws when the text is read or written.
    /// </summary>
    public static bool HasLone(ReadOnlySpan<byte> json) => FirstLone(json) >= 0;

    /// <summary>Where the first escape stands that is half of a pair; -1 when there is none.</summary>
    public static int FirstLone(ReadOnlySpan<byte> json)
    {
        var rest = json;
        while (rest.IndexOf((byte)'\\') is var at and >= 0 && at + 1 < rest.Length)
        {
            if (rest[at + 1] != 'u')
            {
                rest = rest[(at + 2)..];
                continue;
            }

            if (rest.Length < at + Escape)
                return -1;
            var place = json.Length - rest.Length + at;
            var unit = Unit(rest[at..]);
            rest = rest[(at + Escape)..];
            if (char.IsLowSurrogate(unit))
                return place;
            if (!char.IsHighSurrogate(unit))
                continue;
            var isEscape = rest.Length >= Escape && rest[0] == '\\' && rest[1] == 'u';
            if (!isEscape || !char.IsLowSurrogate(Unit(rest)))
                return place;
            rest = rest[Escape..];
        }

        return -1;
    }

    private static char Unit(ReadOnlySpan<byte> escape) =>
        ushort.TryParse(escape[2..6], NumberStyles.AllowHexSpecifier, null, out var unit) ? (char)unit : '\0';
}
