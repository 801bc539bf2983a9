using System.Globalization;
using System.Text;

namespace MockUserApis.Kernel.Vendors;

/// <summary>
/// A keyed permutation of 64-bit numbers (four Feistel rounds): ordinals become ids that look random, and ids lead back
/// to their ordinals without a table. Not cryptography.
/// </summary>
public readonly struct Scramble
{
    private readonly ulong key;

    /// <param name="seed">The sandbox's seed.</param>
    /// <param name="purpose">Keeps permutations of one seed apart, e.g. vendor and field.</param>
    public Scramble(long seed, string purpose) => key = Hash((ulong)seed, purpose);

    /// <summary>A number from a seed and a text, the same in every process.</summary>
    public static ulong Hash(ulong seed, string text)
    {
        var hash = Mix(seed, (ulong)text.Length);
        foreach (var b in Encoding.UTF8.GetBytes(text))
            hash = Mix(hash, b);
        return hash;
    }

    /// <summary>One more number from two, well mixed.</summary>
    public static ulong Mix(ulong a, ulong b)
    {
        var x = a + (0x9E3779B97F4A7C15UL * (b + 1));
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }

    public ulong Of(ulong value)
    {
        var (left, right) = ((uint)(value >> 32), (uint)value);
        for (uint round = 0; round < 4; round++)
            (left, right) = (right, left ^ Round(right, round));
        return ((ulong)left << 32) | right;
    }

    public ulong Back(ulong value)
    {
        var (left, right) = ((uint)(value >> 32), (uint)value);
        for (var round = 4u; round-- > 0; )
            (left, right) = (right ^ Round(left, round), left);
        return ((ulong)left << 32) | right;
    }

    /// <summary>
    /// An id of <paramref name="digits"/> (16 to 32) hexadecimal digits that leads back to the ordinal.
    /// </summary>
    public string Hex(long ordinal, int digits = 16) =>
        (Of((ulong)ordinal).ToString("x16", CultureInfo.InvariantCulture) + Check((ulong)ordinal))[..digits];

    /// <summary>The ordinal behind a <see cref="Hex"/> id, or null when it is not one.</summary>
    public long? Ordinal(string hex)
    {
        if (
            hex.Length is < 16 or > 32
            || !ulong.TryParse(
                hex.AsSpan(0, 16),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
            return null;
        var ordinal = Back(number);
        return ordinal <= long.MaxValue && Hex((long)ordinal, hex.Length) == hex ? (long)ordinal : null;
    }

    private string Check(ulong ordinal) => Mix(key, ordinal).ToString("x16", CultureInfo.InvariantCulture);

    private uint Round(uint half, uint round) => (uint)(Mix(key + round, half) >> 16);
}
