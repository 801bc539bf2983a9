using System.Buffers;

namespace MockUserApis.Kernel.Secrets;

/// <summary>Where a body may have a secret's name, told without parsing: most bodies are not looked at again.</summary>
internal static class SecretHints
{
    // A name of its own as a member, and not as a part of one.
    private const string Session = "session";

    // May stand between two words.
    private const string Between = "_-. ";

    private static readonly (string First, string[] Seconds)[] Halves =
    [
        ("api", ["key"]),
        ("access", ["key"]),
        ("private", ["key"]),
        (Session, ["key", "id"]),
    ];

    /// <summary>An address begins: a name and a password may stand before its @.</summary>
    public const string Slashes = "://";

    /// <summary>The same as some write it in JSON.</summary>
    public const string EscapedSlashes = @":\/\/";

    /// <summary>
    /// With these a secret's name begins, or all but the quotation mark before it. Two sets: those of eight at most are
    /// searched for in half the time.
    /// </summary>
    public static readonly SearchValues<string>[] Stems =
    [
        Set(["pass", "pwd", "secret", "token", "credential", "signature", "jwt", "auth"]),
        Set(["cookie", "session", "private", "access", "api", "bearer", "assertion", "samlresponse"]),
    ];

    /// <summary>Short names, and where an address begins.</summary>
    public static readonly SearchValues<string> Marks = Set([
        "\"sig\"",
        "\"sid\"",
        "\"otp\"",
        "\"pin\"",
        "\"pw\"",
        "\"hmac\"",
        Slashes,
        EscapedSlashes,
    ]);

    /// <summary>In the query of an address.</summary>
    public static readonly SearchValues<string> Queries = Set(["?sig=", "&sig=", "?key=", "&key=", "?code=", "&code="]);

    /// <summary>Whether the stem that stands there makes a name: some do with a second word alone.</summary>
    public static bool IsName(ReadOnlySpan<char> text, int at)
    {
        foreach (var (first, seconds) in Halves)
        {
            if (!text[at..].StartsWith(first, StringComparison.OrdinalIgnoreCase))
                continue;
            var behind = text[(at + first.Length)..];
            return Follows(behind, seconds)
                || (first == Session && at > 0 && text[at - 1] == '"' && behind is ['"', ..]);
        }

        return true;
    }

    private static SearchValues<string> Set(ReadOnlySpan<string> words) =>
        SearchValues.Create(words, StringComparison.OrdinalIgnoreCase);

    private static bool Follows(ReadOnlySpan<char> behind, string[] seconds)
    {
        if (behind is [var between, ..] && Between.Contains(between))
            behind = behind[1..];
        foreach (var second in seconds)
            if (behind.StartsWith(second, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
