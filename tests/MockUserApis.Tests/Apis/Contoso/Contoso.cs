using Microsoft.AspNetCore.Http;

namespace MockUserApis.Tests.Apis.Contoso;

/// <summary>A vendor that nobody has: it keeps accounts beside its users.</summary>
public class Contoso : Vendor
{
    public const string KeyHeader = "X-Contoso-Key";

    public static readonly Recipe Accounts = new AccountSeed();

    private static readonly Rule Unlimited = new("limits", Evidence.DOC);

    public override string Title => "Contoso";

    public override int PortOffset => 1;

    public override IReadOnlyList<RateLimit> Limits => [];

    public override Rule LimitsRule => Unlimited;

    public override IReadOnlyList<Recipe> Recipes { get; } = [new Seed(), Accounts];

    public override IReadOnlyList<string> CredentialHeaders { get; } = [KeyHeader];

    public override string? Credential(IHeaderDictionary headers) =>
        headers[KeyHeader] is [{ Length: > 0 } key] ? key : null;

    public override IReadOnlyList<Issued> Issue(string sandbox) =>
        [new($"co-{sandbox}", [new(KeyHeader, $"co-{sandbox}")])];
}
