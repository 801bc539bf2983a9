using Microsoft.AspNetCore.Http;

namespace MockUserApis.Tests.Apis.Incomplete;

/// <summary>The vendor beside this folder, whose author forgot a field in the update table.</summary>
public sealed class Northwind : Vendor
{
    private readonly Apis.Northwind.Northwind whole = new();

    public override string Title => whole.Title;

    public override int PortOffset => whole.PortOffset;

    public override IReadOnlyList<RateLimit> Limits => whole.Limits;

    public override Rule LimitsRule => whole.LimitsRule;

    public override IReadOnlyList<Recipe> Recipes => whole.Recipes;

    public override IReadOnlyList<string> CredentialHeaders => whole.CredentialHeaders;

    public override string? Credential(IHeaderDictionary headers) => whole.Credential(headers);

    public override IReadOnlyList<Issued> Issue(string sandbox) => whole.Issue(sandbox);
}
