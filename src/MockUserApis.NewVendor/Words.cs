namespace MockUserApis.NewVendor;

/// <summary>Names made of names.</summary>
internal static class Words
{
    /// <summary><c>TeamMembers</c> of <c>team-members</c>.</summary>
    public static string Pascal(string text) =>
        string.Concat(
            text.Split([.. text.Where(c => !char.IsAsciiLetterOrDigit(c))], StringSplitOptions.RemoveEmptyEntries)
                .Select(word => char.ToUpperInvariant(word[0]) + word[1..])
        );

    /// <summary><c>Contact</c> of <c>Contacts</c>; a word that is no plural stays as it is.</summary>
    public static string Singular(string word)
    {
        if (word.EndsWith("ies", StringComparison.Ordinal))
            return word[..^3] + "y";
        var isPlural = word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) && word.Length > 2;
        return isPlural ? word[..^1] : word;
    }

    /// <summary>In lower case, for sentences.</summary>
    public static string Lower(string word) => word.ToLowerInvariant();
}
