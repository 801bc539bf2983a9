using System.Buffers;
using System.Collections.Frozen;
using MockUserApis.Kernel.Contract;

namespace MockUserApis.Kernel.Secrets;

/// <summary>
/// The one list of names under which secrets travel, in any case and with any separators: <c>api_key</c> is
/// <c>Api-Key</c> is <c>apikey</c>. What a spec marks as a password comes on top of it.
/// </summary>
internal static class SecretName
{
    private const int Usual = 128;

    // Anywhere in a name of a query parameter, a form field or a JSON member.
    private static readonly string[] Within =
    [
        "password",
        "passwd",
        "passphrase",
        "passcode",
        "secret",
        "credential",
        "apikey",
        "accesskey",
        "privatekey",
        "authkey",
        "clientassertion",
        "samlresponse",
        "idtokenhint",
    ];

    // At its end: "token" is one, "tokenType" tells nothing.
    private static readonly string[] AtEnd =
    [
        "token",
        "tokens",
        "signature",
        "jwt",
        "pwd",
        "sessionid",
        "sessionkey",
        "authorization",
    ];

    private static readonly string[] Whole =
    [
        "pass",
        "sig",
        "auth",
        "session",
        "sid",
        "cookie",
        "cookies",
        "otp",
        "pin",
        "pw",
        "bearer",
        "hmac",
    ];

    // Of a query parameter alone, and only where the operation has none of that name: a vendor may find users by a key,
    // and a member or a form field "code" is a country's more often than a login's.
    private static readonly string[] OfQuery = ["key", "code"];

    // A header's name has these as words: X-User-Pass, not X-Bypass.
    private static readonly string[] HeaderWords = ["pass", "pin", "otp", "pw", "hmac"];

    // Anywhere in a header's name.
    private static readonly SearchValues<string> InHeaders = SearchValues.Create(
        [
            "auth",
            "cookie",
            "key",
            "token",
            "secret",
            "passw",
            "pwd",
            "credential",
            "jwt",
            "session",
            "signature",
            "-sig",
            "bearer",
            .. HeaderWords,
        ],
        StringComparison.OrdinalIgnoreCase
    );

    // On most requests: none of them has such a part.
    private static readonly FrozenSet<string> UsualHeaders = new[]
    {
        "Host",
        "Accept",
        "Accept-Encoding",
        "Connection",
        "Content-Length",
        "Content-Type",
        "User-Agent",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // What people need to see and what opens nothing, although it has such a name.
    private static readonly FrozenSet<string> PlainHeaders = new[]
    {
        "Idempotency-Key",
        "WWW-Authenticate",
        "Proxy-Authenticate",
        "Sec-WebSocket-Key",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a JSON member, in UTF-8 and without escapes.</summary>
    public static bool OfMember(ReadOnlySpan<byte> name)
    {
        Span<char> room = stackalloc char[Usual];
        var letters = name.Length <= Usual ? room : new char[name.Length];
        var length = 0;
        foreach (var b in name)
        {
            if (char.IsAsciiLetterOrDigit((char)b))
                letters[length++] = char.ToLowerInvariant((char)b);
        }

        return IsSecret(letters[..length]);
    }

    public static bool OfMember(string name) => OfMember(name.AsSpan());

    public static bool OfMember(ReadOnlySpan<char> name)
    {
        Span<char> room = stackalloc char[Usual];
        var letters = name.Length <= Usual ? room : new char[name.Length];
        var length = 0;
        foreach (var c in name)
            if (char.IsAsciiLetterOrDigit(c))
                letters[length++] = char.ToLowerInvariant(c);
        return IsSecret(letters[..length]);
    }

    /// <summary>The name of a form's field, as sent.</summary>
    public static bool OfField(string name) => OfMember(Decoded(name));

    /// <summary>The name of a query parameter, as sent.</summary>
    public static bool OfParameter(string name, Operation? operation)
    {
        var plain = Decoded(name);
        if (!OfQuery.Contains(plain, StringComparer.OrdinalIgnoreCase))
            return OfMember(plain);
        return operation is null || !Declares(operation, plain);
    }

    public static bool OfHeader(string name)
    {
        if (UsualHeaders.Contains(name))
            return false;
        for (var at = 0; name.AsSpan(at).IndexOfAny(InHeaders) is var found and >= 0; at += found + 1)
        {
            if (IsHeaderWord(name, at + found) != false)
                return !PlainHeaders.Contains(name);
        }

        return false;
    }

    /// <summary>Percent-decoded, also when that was done twice.</summary>
    public static string Decoded(string text)
    {
        for (var i = 0; i < 3 && text.AsSpan().ContainsAny('%', '+'); i++)
            text = System.Net.WebUtility.UrlDecode(text);
        return text;
    }

    // Null: no word that has to stand alone.
    private static bool? IsHeaderWord(ReadOnlySpan<char> name, int at)
    {
        var rest = name[at..];
        var isLonger =
            rest.StartsWith("passw", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("pwd", StringComparison.OrdinalIgnoreCase);
        if (isLonger)
            return null;
        foreach (var word in HeaderWords)
        {
            if (!rest.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                continue;
            var end = at + word.Length;
            return (at == 0 || !char.IsAsciiLetter(name[at - 1]))
                && (end == name.Length || !char.IsAsciiLetter(name[end]));
        }

        return null;
    }

    private static bool Declares(Operation operation, string name)
    {
        foreach (var parameter in operation.Parameters)
        {
            if (parameter.In == "query" && parameter.Name == name)
                return true;
        }

        return false;
    }

    private static bool IsSecret(ReadOnlySpan<char> name)
    {
        foreach (var word in Within)
            if (name.Contains(word, StringComparison.Ordinal))
                return true;
        foreach (var word in AtEnd)
            if (name.EndsWith(word, StringComparison.Ordinal))
                return true;
        foreach (var word in Whole)
            if (name.SequenceEqual(word))
                return true;
        return false;
    }
}
