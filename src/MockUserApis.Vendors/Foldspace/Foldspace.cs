using System.Globalization;
using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.Foldspace;

/// <summary>Foldspace: one key a subscription, JSON in every answer, errors included.</summary>
public sealed class Foldspace : Vendor
{
    private const string KeyHeader = "X-FOLDSPACE-API-KEY";

    public static readonly Recipe Subscriptions = new SubscriptionSeed();

    private static readonly Rule Limit = new(
        "limits",
        ASSUMED,
        "429 is counted per subscription (SEED), its number is unknown; 100 a second is ours"
    );

    public override string Title => "Foldspace";

    public override int PortOffset => 4;

    public override IReadOnlyList<RateLimit> Limits { get; } = [RateLimit.PerWindow(100, TimeSpan.FromSeconds(1))];

    public override Rule LimitsRule => Limit;

    public override IReadOnlyList<Recipe> Recipes { get; } = [new Seed(), Subscriptions];

    public override IReadOnlyList<string> CredentialHeaders { get; } = [KeyHeader];

    public override string? Credential(IHeaderDictionary headers) =>
        headers[KeyHeader] is [{ Length: > 0 } key] ? key : null;

    public override IReadOnlyList<Issued> Issue(string sandbox)
    {
        var key =
            sandbox == Sandboxes.Default
                ? "mock-foldspace-key"
                : "fs-" + Fingerprint(sandbox, "foldspace").ToString("x16", CultureInfo.InvariantCulture);
        return [new Issued(key, [new(KeyHeader, key)])];
    }
}
