using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>
/// Tokens that the mock itself can verify: parts in base64url, the last an HMAC-SHA-256 of those before it under a key
/// of the sandbox, which is worked out when it is needed and kept nowhere.
/// </summary>
public static class SignedToken
{
    private const string Plain = "mock";

    private static readonly string Jwt = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    /// <param name="root">What the sandbox's credentials come from.</param>
    public static byte[] KeyOf(string root) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(root), "channel-talk/signed-token"u8);

    /// <summary>A JSON Web Token, or with its first part plainly a mock's.</summary>
    /// <param name="claims">A JSON object, its <c>exp</c> in epoch seconds.</param>
    public static string Of(ReadOnlySpan<byte> claims, byte[] key, bool isJwt)
    {
        var signed = $"{(isJwt ? Jwt : Plain)}.{Base64Url.EncodeToString(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(Sign(signed, key))}";
    }

    /// <summary>The claims of a token of this key that has not expired; null: it is not such a token.</summary>
    public static JsonElement? Verify(string token, byte[] key, DateTimeOffset now)
    {
        if (token.Split('.') is not [Plain or [.., _], var claims, var signature] parts || Length(signature) is not 32)
            return null;
        if (parts[0] != Plain && parts[0] != Jwt)
            return null;
        var expected = Sign($"{parts[0]}.{claims}", key);
        if (!CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(signature), expected))
            return null;
        var read = RawJson.Parse(Base64Url.DecodeFromChars(claims));
        return read.GetProperty("exp").GetInt64() > now.ToUnixTimeSeconds() ? read : null;
    }

    private static byte[] Sign(string text, byte[] key) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static int? Length(string text) => Base64Url.IsValid(text, out var length) ? length : null;
}
