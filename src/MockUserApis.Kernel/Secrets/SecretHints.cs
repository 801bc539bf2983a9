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
    /// A set for each kind of beginning: the vectorised search for all at once would stop at each quotation mark, and
    /// take seven times as long.
    /// </summary>
    public static readonly SearchValues<string>[] All =
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
        Set(["\"sig\"", "\"session\"", "\"sid\"", "\"otp\"", "\"pin\"", "\"pw\"", "\"hmac\""]),
        Set([
            "bearer",
            "assertion",
            "samlresponse",
            "?sig=",
            "&sig=",
            "?key=",
            "&key=",
            "?code=",
            "&code=",
            Slashes,
            EscapedSlashes,
        ]),
    ];

    /// <summary>
    /// A part of each hint, unless that has an equals sign: what has neither has no hint. So few are searched for in
    /// half the time.
    /// </summary>
    public static readonly SearchValues<string>[] Stems =
    [
        Set(["pass", "pwd", "secret", "token", "credential", "signature", "jwt", "auth"]),
        Set(["cookie", "session", "private", "access", "api", "bearer", "assertion", "samlresponse"]),
        Set(["\"sig\"", "\"sid\"", "\"otp\"", "\"pin\"", "\"pw\"", "\"hmac\"", Slashes, EscapedSlashes]),
    ];

    private static SearchValues<string> Set(ReadOnlySpan<string> words) =>
        SearchValues.Create(words, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Spelt(string first, string second) =>
        Between.Select(between => first + between + second);
}
