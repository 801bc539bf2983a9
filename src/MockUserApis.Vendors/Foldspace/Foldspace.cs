using System.Globalization;
using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel;
using static MockUserApis.Kernel.Evidence;

namespace MockUserApis.Vendors.Foldspace;

/// <summary>Foldspace: one key a subscription, JSON in every answer, errors included.</summary>
public sealed class Foldspace : Vendor
{
    private const string KeyHeader = "X-FOLDSPACE-API-KEY";

    public override string Title => "Foldspace";

    public override int Port => 4;

    public override IReadOnlyList<RateLimit> Limits { get; } = [RateLimit.PerWindow(100, TimeSpan.FromSeconds(1))];

    public override Rule LimitsRule { get; } = new("limits", ASSUMED, "429 is counted per subscription (SEED), its number is unknown; 100 a second is ours");

    public override Recipe Recipe { get; } = new Seed();

    public override UpdateRules UpdateRules => Update.Rules;

    public override string UpdateOperation => "updateUser";

    public override IEnumerable<Rule> ErrorRules => [.. Errors.All, View.NestedNulls, .. Update.More];

    public override BodyRules BodyRules { get; } = new(
        new("body/encoding", ASSUMED, "not mentioned: 415; lenient inflates gzip and deflate, as body parsers do"),
        new("body/charset", ASSUMED, "none documented: 415; lenient takes utf8, ASCII, an empty one, as parsers do"),
        Inflates: true);

    public override IReadOnlyList<string> CredentialHeaders { get; } = [KeyHeader];

    public override string? Credential(IHeaderDictionary headers) => headers[KeyHeader] is [{ Length: > 0 } key] ? key : null;

    public override IReadOnlyList<Issued> Issue(string sandbox)
    {
        var key = sandbox == Sandboxes.Default ? "mock-foldspace-key" : "fs-" + Fingerprint(sandbox, "foldspace").ToString("x16", CultureInfo.InvariantCulture);
        return [new Issued(key, [new(KeyHeader, key)])];
    }

    public override VendorErrors Wording { get; } = new Errors();

    public override ReadOnlyMemory<byte> Show(Document user, Sandbox sandbox) => View.Of(user);
}
