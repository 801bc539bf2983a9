using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>
/// Gainsight PX (Aptrinsic): a uuid-shaped key that reads, or reads and writes; 200 requests a second.
/// </summary>
public sealed class GainsightPx : Vendor
{
    /// <summary>Whether the last page of a list has a <c>scrollId</c>.</summary>
    public static readonly Setting LastScrollId = new Choice(
        "lastScrollId",
        ["given", "null"],
        new Rule(
            "settings/lastScrollId",
            CODE,
            "the last page may have one (DOC); one connector ends where there is none"
        )
    );

    public static readonly Recipe Users = new Seed();
    public static readonly Recipe Accounts = new AccountSeed();
    public static readonly Recipe Events = new EventSeed();

    private const string KeyHeader = "X-APTRINSIC-API-KEY";

    private static readonly Rule Limit = new("limits", DOC);

    public override string Title => "Gainsight PX";

    public override int PortOffset => 1;

    public override IReadOnlyList<RateLimit> Limits { get; } =
    [RateLimit.PerWindow(200, TimeSpan.FromSeconds(1)), RateLimit.PerWindow(1_000_000, TimeSpan.FromDays(1))];

    public override Rule LimitsRule => Limit;

    public override IReadOnlyList<Recipe> Recipes { get; } = [Users, Accounts, Events];

    public override IReadOnlyList<Setting> Settings { get; } = [LastScrollId];

    public override IReadOnlyList<string> CredentialHeaders { get; } = [KeyHeader];

    public override string? Credential(IHeaderDictionary headers) =>
        headers[KeyHeader] is [{ Length: > 0 } key] ? key : null;

    // DOC: keys carry permissions; the second one may only read.
    public override IReadOnlyList<Issued> Issue(string sandbox) =>
        [Key(sandbox, 1, canWrite: true), Key(sandbox, 2, canWrite: false)];

    // The parser forgives white space around it, signs and 0x; a key has none.
    public override bool IsWellFormed(string credential) =>
        Guid.TryParseExact(credential, "D", out var key)
        && credential.Equals(key.ToString("D"), StringComparison.OrdinalIgnoreCase);

    private static Issued Key(string sandbox, int number, bool canWrite)
    {
        var key =
            sandbox == Sandboxes.Default
                ? $"00000000-0000-4000-8000-{number:x12}"
                : $"{Fingerprint(sandbox, "px") >> 32:x8}-{(ushort)Fingerprint(sandbox, "px"):x4}-4000-8000-"
                    + $"{(Fingerprint(sandbox, "px key") & 0xFFFFFFFFFF0) + (ulong)number:x12}";
        return new Issued(key, [new(KeyHeader, key)], canWrite);
    }
}
