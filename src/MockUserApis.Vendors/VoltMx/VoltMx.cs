using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using MockUserApis.Kernel;
using static MockUserApis.Kernel.Evidence;

namespace MockUserApis.Vendors.VoltMx;

/// <summary>HCL Volt MX Engagement Services: Basic or a login's claims token, 200 or 400, no rate limit.</summary>
public sealed class VoltMx : Vendor
{
    /// <summary>The operation of the update table.</summary>
    public const string Put = "updateAudience";

    /// <summary>By what the server tells members apart.</summary>
    internal static readonly Setting ReconciliationKey =
        new Choice("reconciliationKey", ["email", "mobileNumber"], new("settings/reconciliationKey", SEED));

    internal static readonly DynamicAttributes Attributes = new();

    private static readonly Rule OldHeader = new(
        "credentials/X-Kony-Authorization", CODE, "the header's name when the product was Kony's; the newer one goes first");

    private const string Scheme = "Basic ";

    // Stands for what was sent in a wrong form: never the text of a credential that was issued.
    private const string OpensNothing = "?";

    private const string TokenHeader = "X-VoltMX-Authorization";

    private const string OldTokenHeader = "X-Kony-Authorization";

    public override string Title => "HCL Volt MX";

    public override int Port => 5;

    public override IReadOnlyList<RateLimit> Limits { get; } = [];

    public override Rule LimitsRule { get; } = new("limits", ASSUMED, "no page mentions a limit, and it is the customer's own server: there is none");

    public override Recipe Recipe { get; } = new Seed();

    public override UpdateRules UpdateRules => Update.Rules;

    public override string UpdateOperation => Put;

    public override IEnumerable<Rule> ErrorRules => 
        [.. Errors.All, .. Core.Rules, .. DynamicValues.Rules, AccountsController.LoginRule, OldHeader];

    public override IReadOnlyList<Waiver> Waivers { get; } =
        [new("*", "additionalProperties", new("lenient/attributes", ASSUMED, "ignored instead of refused: the text is documented for POST alone"))];

    public override IReadOnlyList<Setting> Settings { get; } = [ReconciliationKey, Attributes];

    public override BodyRules BodyRules { get; } = new(
        new("body/encoding", ASSUMED, "not mentioned, and servlet containers inflate no request: 415 in both profiles"),
        new("body/charset", ASSUMED, "UTF-8 is SEED; lenient takes utf8, ASCII, an empty one, as servlets do"),
        Inflates: false);

    public override IReadOnlyList<string> CredentialHeaders { get; } = ["Authorization", TokenHeader, OldTokenHeader];

    public override string? Credential(IHeaderDictionary headers) =>
        Token(headers[TokenHeader]) ?? Token(headers[OldTokenHeader]) ?? Basic(headers.Authorization);

    // An attribute of the sandbox is an attribute of the contract there.
    public override IReadOnlyList<Finding> Review(IReadOnlyList<Finding> departures, Exchange exchange)
    {
        if (exchange.Operation!.Tag != "Audience") return departures;
        var known = Attributes.Of(exchange.Sandbox, this);
        return known.Count == 0 ? departures : [.. departures.Where(d => !IsKnown(d, known))];
    }

    public override IReadOnlyList<Issued> Issue(string sandbox)
    {
        var (user, password) = Account(sandbox);
        return [new Issued(BasicCredential(user, password), [new("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")))])];
    }

    public override bool IsWellFormed(string credential) =>
        credential.StartsWith(Scheme, StringComparison.Ordinal)
        && credential.IndexOf(':', Scheme.Length) > Scheme.Length;

    public override VendorErrors Wording { get; } = new Errors();

    public override ReadOnlyMemory<byte> Show(Document user, Sandbox sandbox) =>
        View.Of(user, Attributes.Of(sandbox, this));

    /// <summary>The user and password that open a sandbox.</summary>
    public static (string User, string Password) Account(string sandbox) => sandbox == Sandboxes.Default ? ("mock", "mock")
        : ("mock-" + (Fingerprint(sandbox, "volt-mx user") >> 32).ToString("x8", CultureInfo.InvariantCulture), Fingerprint(sandbox, "volt-mx password").ToString("x16", CultureInfo.InvariantCulture));

    public static string BasicCredential(string user, string password) => $"{Scheme}{user}:{password}";

    public static string TokenCredential(string token) => "Token " + token;

    /// <summary>
    /// The text of a claims token: another one for each millisecond of the sandbox's clock, from its credentials' root.
    /// </summary>
    public static string Token(string root, string purpose, long millis) => string.Create(CultureInfo.InvariantCulture,
        $"{Fingerprint(root, purpose):x16}{Scramble.Mix(Fingerprint(root, purpose), (ulong)millis):x16}");

    private static bool IsKnown(Finding departure, IReadOnlyList<DynamicAttribute> known) =>
        departure is { Keyword: "additionalProperties", Segments: [var name] } && known.Any(a => a.Name == name);

    private static string? Token(StringValues sent) => sent switch
    {
        [] or [null or ""] => null,
        [{ } token] => TokenCredential(token),
        _ => OpensNothing,
    };

    private static string? Basic(StringValues sent) => sent switch
    {
        [] or [null or ""] => null,
        [{ } basic] => Decoded(basic) ?? OpensNothing,
        _ => OpensNothing,
    };

    // RFC 7617: the scheme, spaces, one base64 text. The decoder alone would forgive white space in the middle of it.
    private static string? Decoded(string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var coded = header.AsSpan(Scheme.Length).Trim(' ');
        Span<byte> bytes = new byte[header.Length];
        return !coded.ContainsAny(" \t\r\n") && Convert.TryFromBase64Chars(coded, bytes, out var length)
            ? Scheme + Encoding.UTF8.GetString(bytes[..length]) : null;
    }
}
