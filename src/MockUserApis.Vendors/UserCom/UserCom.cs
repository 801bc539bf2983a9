using System.Globalization;
using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>User.com: a token of 64 characters, a Django REST framework behind it, and its ways of saying no.</summary>
public sealed class UserCom : Vendor
{
    private const string Scheme = "Token";
    private const int KeyLength = 64;

    private static readonly Rule Limit = new("limits", ASSUMED, "429 is documented, the number of requests is not");

    public override string Title => "User.com";

    public override int PortOffset => 2;

    public override IReadOnlyList<RateLimit> Limits { get; } = [RateLimit.PerWindow(10, TimeSpan.FromSeconds(1))];

    public override Rule LimitsRule => Limit;

    internal static readonly Recipe Events = new EventSeed();

    internal static readonly Recipe Companies = new CompanySeed();

    internal static readonly Recipe Products = new ProductSeed();

    internal static readonly Recipe ProductEvents = new ProductEventSeed();

    public override IReadOnlyList<Recipe> Recipes { get; } = [new Seed(), Events, Companies, Products, ProductEvents];

    public override IReadOnlyList<Setting> Settings { get; } = [NameSetting.Instance];

    public override IReadOnlyList<string> CredentialHeaders { get; } = ["Authorization"];

    /// <summary>Null for another scheme: the framework then sees no credential of its own, and says so.</summary>
    public override string? Credential(IHeaderDictionary headers)
    {
        // The framework's server joins headers of one name by commas, and the framework splits at ASCII white space.
        var sent = headers.Authorization is [var one] ? one : headers.Authorization.ToString();
        if (sent is null || !sent.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        if (sent.Length == Scheme.Length)
            return "";
        return sent[Scheme.Length] is ' ' or '\t' ? sent[Scheme.Length..].Trim(' ', '\t') : null;
    }

    public override IReadOnlyList<Issued> Issue(string sandbox)
    {
        var key =
            sandbox == Sandboxes.Default
                ? new string('0', KeyLength)
                : string.Concat(
                    Enumerable
                        .Range(0, 4)
                        .Select(i => Fingerprint(sandbox, $"token {i}").ToString("x16", CultureInfo.InvariantCulture))
                );
        return [new Issued(key, [new("Authorization", $"{Scheme} {key}")])];
    }

    public override bool IsWellFormed(string credential) =>
        credential.Length == KeyLength && credential.All(char.IsAsciiLetterOrDigit);
}
