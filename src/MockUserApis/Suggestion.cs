namespace MockUserApis;

/// <summary>What somebody who mistyped a word meant, if one of a few is near enough.</summary>
internal static class Suggestion
{
    private const int MaxWord = 40;

    /// <summary>" Did you mean …?", or nothing.</summary>
    public static string For(string word, IEnumerable<string> known)
    {
        if (word.Length > MaxWord)
            return "";
        var (best, edits) = known
            .Select(k => (Word: k, Edits: Edits(word.ToUpperInvariant(), k.ToUpperInvariant())))
            .OrderBy(k => k.Edits)
            .FirstOrDefault();
        // Dashes count for nothing: "--rate" is no slip of "--auth".
        var most = Math.Clamp(word.TrimStart('-').Length / 3, 1, 3);
        return best is not null && edits <= most ? $" Did you mean {best}?" : "";
    }

    // Levenshtein's, and swapped neighbours as one.
    private static int Edits(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            table[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            table[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                table[i, j] = Math.Min(replaced, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        }

        return table[a.Length, b.Length];
    }
}
