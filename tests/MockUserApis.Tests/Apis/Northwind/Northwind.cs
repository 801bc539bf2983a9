using Microsoft.AspNetCore.Http;

namespace MockUserApis.Tests.Apis.Northwind;

/// <summary>A vendor that nobody has: two versions over the same users, told apart by <c>Accept</c>.</summary>
public sealed class Northwind : Vendor
{
    public const string KeyHeader = "X-Northwind-Key";

    private static readonly Rule Unlimited = new("limits", Evidence.DOC);

    public override string Title => "Northwind";

    public override int PortOffset => 1;

    public override IReadOnlyList<RateLimit> Limits => [];

    public override Rule LimitsRule => Unlimited;

    public override IReadOnlyList<Recipe> Recipes { get; } = [new Seed()];

    public override IReadOnlyList<string> CredentialHeaders { get; } = [KeyHeader];

    public override string? Credential(IHeaderDictionary headers) =>
        headers[KeyHeader] is [{ Length: > 0 } key] ? key : null;

    public override IReadOnlyList<Issued> Issue(string sandbox) =>
        [new($"nw-{sandbox}", [new(KeyHeader, $"nw-{sandbox}")])];
}
