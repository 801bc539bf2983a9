using System.Buffers;

namespace MockUserApis.Kernel.Secrets;

/// <summary>Where a body may have a secret's name, told without parsing: most bodies are not looked at again.</summary>
internal static class SecretHints
{
    private static readonly string[] Between = ["", "_", "-", ".", " "];

    /// <summary>An address begins: a name and a password may stand before its @.</summary>
    public const string Slashes = "://";

    /// <summary>The same as some write it in JSON.</summary>
    public const string EscapedSlashes = @":\/\/";

    /// <summary>
    /// A part of each of <see cref="Words"/>: what has none has none of them. Sets of eight at most are searched for in
    /// half the time.
    /// </summary>
    public static readonly SearchValues<string>[] Stems =
    [
        Set(["pass", "pwd", "secret", "token", "credential", "signature", "jwt", "auth"]),
        Set(["cookie", "session", "private", "access", "api", "bearer", "assertion", "samlresponse"]),
    ];

    /// <summary>
    /// Two sets: the vectorised search for all at once would stop at each quotation mark, and take seven times as long.
    /// </summary>
    public static readonly SearchValues<string>[] Words =
    [
        Set([
            "pass",
            "pwd",
            "secret",
            "token",
            "credential",
            "signature",
            "jwt",
            "auth",
            "cookie",
            .. Spelt("api", "key"),
            .. Spelt("access", "key"),
            .. Spelt("private", "key"),
            .. Spelt("session", "key"),
            .. Spelt("session", "id"),
        ]),
        Set(["\"session\"", "bearer", "assertion", "samlresponse"]),
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

    private static SearchValues<string> Set(ReadOnlySpan<string> words) =>
        SearchValues.Create(words, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Spelt(string first, string second) =>
        Between.Select(between => first + between + second);
}
