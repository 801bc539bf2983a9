using System.Globalization;

namespace MockUserApis.Configuration;

/// <summary>A size for people: <c>1MiB</c>, <c>500KiB</c>, <c>2000000</c>; below 1024 GiB.</summary>
public static class ByteSize
{
    /// <summary>Null when it is no size.</summary>
    public static long? Read(string text)
    {
        var end = text.Length < 3 ? "" : text[^3..].ToUpperInvariant();
        var unit = end switch
        {
            "KIB" => 10,
            "MIB" => 20,
            "GIB" => 30,
            _ => 0,
        };
        var digits = unit == 0 ? text : text[..^3].Trim();
        return
            long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0
            && number < (1L << 40) >> unit
            ? number << unit
            : null;
    }
}
