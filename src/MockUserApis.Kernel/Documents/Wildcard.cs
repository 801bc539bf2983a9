namespace MockUserApis.Kernel.Documents;

/// <summary>
/// A pattern of <c>*</c> (any text), <c>?</c> (any character) and <c>\</c> (the next character as it is), without
/// regard to case. Each character of a text is looked at once, whatever the pattern: a bit for each of its places
/// says whether the text so far can have led there.
/// </summary>
public sealed class Wildcard
{
    private const int Bits = 64;

    private readonly Dictionary<char, ulong[]> accepting = [];
    private readonly ulong[] anything;
    private readonly ulong[] staying;
    private readonly int length;

    public Wildcard(string pattern)
    {
        var words = (pattern.Length / Bits) + 1;
        (anything, staying) = (new ulong[words], new ulong[words]);
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '*')
            {
                Set(staying, length);
                continue;
            }

            if (pattern[i] == '\\' && i + 1 < pattern.Length)
                Accept(pattern[++i], words);
            else if (pattern[i] == '?')
                Set(anything, length);
            else
                Accept(pattern[i], words);
            length++;
        }

        foreach (var places in accepting.Values)
            for (var w = 0; w < words; w++)
                places[w] |= anything[w];
    }

    public bool Matches(ReadOnlySpan<char> text)
    {
        // As file systems have it, even * wants something to match.
        if (text.IsEmpty)
            return false;
        Span<ulong> reached = stackalloc ulong[anything.Length];
        reached.Clear();
        reached[0] = 1;
        foreach (var c in text)
        {
            var accepts = accepting.GetValueOrDefault(char.ToUpperInvariant(c), anything);
            var (carry, alive) = (0UL, 0UL);
            for (var w = 0; w < reached.Length; w++)
            {
                var on = reached[w] & accepts[w];
                alive |= reached[w] = (on << 1) | carry | (reached[w] & staying[w]);
                carry = on >> (Bits - 1);
            }

            if (alive == 0)
                return false;
        }

        Work.Count((long)text.Length * reached.Length);
        return (reached[length / Bits] >> (length % Bits) & 1) == 1;
    }

    private static void Set(ulong[] places, int place) => places[place / Bits] |= 1UL << (place % Bits);

    private void Accept(char c, int words)
    {
        c = char.ToUpperInvariant(c);
        if (!accepting.TryGetValue(c, out var places))
            accepting[c] = places = new ulong[words];
        Set(places, length);
    }
}
