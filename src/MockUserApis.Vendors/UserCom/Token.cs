using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// A user's <c>key</c>: 12 letters and digits that lead back to the ordinal, eleven of them a scrambled number in base
/// 62.
/// </summary>
internal static class Token
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Length = 12;

    public static string Of(long ordinal, long seed)
    {
        Span<char> token = stackalloc char[Length];
        token[0] = Digits[(int)(Scramble.Hash((ulong)seed, $"UserCom/key/{ordinal}") % 62)];
        var rest = new Scramble(seed, "UserCom/key").Of((ulong)ordinal);
        for (var i = Length - 1; i > 0; i--, rest /= 62)
            token[i] = Digits[(int)(rest % 62)];
        return new string(token);
    }

    public static long? Ordinal(string token, long seed)
    {
        if (token.Length != Length)
            return null;
        ulong number = 0;
        foreach (var c in token.AsSpan(1))
        {
            var digit = Digits.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0)
                return null;
            number = unchecked((number * 62) + (ulong)digit);
        }

        var ordinal = new Scramble(seed, "UserCom/key").Back(number);
        return ordinal <= long.MaxValue ? (long)ordinal : null;
    }
}
