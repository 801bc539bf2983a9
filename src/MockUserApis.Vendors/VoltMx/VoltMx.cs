using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>HCL Volt MX Engagement Services: Basic or a login's claims token, 200 or 400, no rate limit.</summary>
public sealed class VoltMx : Vendor
{
    /// <summary>By what the server tells members apart.</summary>
    internal static readonly Setting ReconciliationKey = new Choice(
        "reconciliationKey",
        ["email", "mobileNumber"],
        new("settings/reconciliationKey", SEED)
    );

    internal static readonly DynamicAttributes Attributes = new();

    /// <summary>The batches of imports.</summary>
    internal static readonly BatchSeed Batches = new();

    internal static readonly Rule OldHeader = new(
        "credentials/X-Kony-Authorization",
        CODE,
        "the header's name when the product was Kony's; the newer one goes first"
    );

    private const string Scheme = "Basic ";

    // Stands for what was sent in a wrong form: never the text of a credential that was issued.
    private const string OpensNothing = "?";

    private const string TokenHeader = "X-VoltMX-Authorization";

    private const string OldTokenHeader = "X-Kony-Authorization";

    private const string AccessToken = "AccessToken";
    private const string AccessSecret = "AccessSecret";

    private static readonly Rule Limit = new(
        "limits",
        ASSUMED,
        "no page mentions a limit, and it is the customer's own server: there is none"
    );

    public override string Title => "HCL Volt MX";

    public override int PortOffset => 5;

    public override IReadOnlyList<RateLimit> Limits { get; } = [];

    public override Rule LimitsRule => Limit;

    public override IReadOnlyList<Recipe> Recipes { get; } = [new Seed(), Batches];

    public override IReadOnlyList<Setting> Settings { get; } = [ReconciliationKey, Attributes];

    public override IReadOnlyList<string> CredentialHeaders { get; } =
    ["Authorization", TokenHeader, OldTokenHeader, AccessToken, AccessSecret];

    public override string? Credential(IHeaderDictionary headers) =>
        Token(headers[TokenHeader])
        ?? Token(headers[OldTokenHeader])
        ?? Access(headers[AccessToken], headers[AccessSecret])
        ?? Basic(headers.Authorization);

    /// <summary>Whether the older header has the credential.</summary>
    internal static bool IsByOldHeader(IHeaderDictionary headers) =>
        Token(headers[OldTokenHeader]) is not null && Token(headers[TokenHeader]) is null;

    public override IReadOnlyList<Issued> Issue(string sandbox)
    {
        var (user, password) = Account(sandbox);
        return
        [
            new Issued(
                BasicCredential(user, password),
                [new("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")))]
            ),
        ];
    }

    public override bool IsWellFormed(string credential) =>
        credential.StartsWith(Scheme, StringComparison.Ordinal)
        && credential.IndexOf(':', Scheme.Length) > Scheme.Length;

    /// <summary>The user and password that open a sandbox.</summary>
    public static (string User, string Password) Account(string sandbox) =>
        sandbox == Sandboxes.Default
            ? ("mock", "mock")
            : (
                "mock-" + (Fingerprint(sandbox, "volt-mx user") >> 32).ToString("x8", CultureInfo.InvariantCulture),
                Fingerprint(sandbox, "volt-mx password").ToString("x16", CultureInfo.InvariantCulture)
            );

    public static string BasicCredential(string user, string password) => $"{Scheme}{user}:{password}";

    public static string TokenCredential(string token) => "Token " + token;

    /// <summary>
    /// The text of a claims token: another one for each millisecond of the sandbox's clock, from its credentials' root.
    /// </summary>
    public static string Token(string root, string purpose, long millis) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Fingerprint(root, purpose):x16}{Scramble.Mix(Fingerprint(root, purpose), (ulong)millis):x16}"
        );

    public static string AccessCredential(string token, string secret) => $"Access {token}\n{secret}";

    // One alone is a credential that opens nothing.
    private static string? Access(StringValues token, StringValues secret) =>
        (token, secret) switch
        {
            ([] or [null or ""], [] or [null or ""]) => null,
            ([{ Length: > 0 } one], [{ Length: > 0 } other]) => AccessCredential(one, other),
            _ => OpensNothing,
        };

    private static string? Token(StringValues sent) =>
        sent switch
        {
            [] or [null or ""] => null,
            [{ } token] => TokenCredential(token),
            _ => OpensNothing,
        };

    private static string? Basic(StringValues sent) =>
        sent switch
        {
            [] or [null or ""] => null,
            [{ } basic] => Decoded(basic) ?? OpensNothing,
            _ => OpensNothing,
        };

    // RFC 7617: the scheme, spaces, one base64 text. The decoder alone would forgive white space in the middle of it.
    private static string? Decoded(string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var coded = header.AsSpan(Scheme.Length).Trim(' ');
        Span<byte> bytes = new byte[header.Length];
        return !coded.ContainsAny(" \t\r\n") && Convert.TryFromBase64Chars(coded, bytes, out var length)
            ? Scheme + Encoding.UTF8.GetString(bytes[..length])
            : null;
    }
}
