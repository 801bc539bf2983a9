using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>
/// Which account the population of a seed gives a user: what <see cref="Seed"/> draws, without making the user.
/// </summary>
internal readonly struct UsersAccount(long seed)
{
    private readonly ulong origin = Letters((ulong)seed, "GainsightPx"u8);

    /// <summary>The account's number, from 1.</summary>
    public int Of(long user) =>
        (int)(Letters(Scramble.Mix(origin, (ulong)user), "account"u8) % AccountSeed.WithUsers) + 1;

    // As Scramble.Hash has it, which makes an array of the text each time.
    private static ulong Letters(ulong from, ReadOnlySpan<byte> text)
    {
        var hash = Scramble.Mix(from, (ulong)text.Length);
        foreach (var letter in text)
            hash = Scramble.Mix(hash, letter);
        return hash;
    }
}
