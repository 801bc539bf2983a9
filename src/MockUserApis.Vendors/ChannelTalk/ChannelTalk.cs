using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>
/// Channel Talk: a key and its secret, a bucket of 1000 requests a channel, told in every answer's headers.
/// </summary>
public sealed class ChannelTalk : Vendor
{
    private const string KeyHeader = "x-access-key";
    private const string SecretHeader = "x-access-secret";

    public static readonly Recipe Events = new EventSeed();
    public static readonly Recipe Chats = new ChatSeed();

    private static readonly Rule Limit = new("limits", DOC, "second-hand");

    public override string Title => "Channel Talk";

    public override int PortOffset => 3;

    public override IReadOnlyList<RateLimit> Limits { get; } = [RateLimit.Bucket(1000, 10)];

    public override Rule LimitsRule => Limit;

    public override IReadOnlyList<Recipe> Recipes { get; } = [new Seed(), Events, Chats];

    public override IReadOnlyList<string> CredentialHeaders { get; } = [KeyHeader, SecretHeader];

    // A header has no line break, so the two parts cannot be told wrongly apart. One part alone is a credential that
    // opens nothing.
    public override string? Credential(IHeaderDictionary headers) =>
        (One(headers, KeyHeader), One(headers, SecretHeader)) is var (key, secret) && key.Length + secret.Length > 0
            ? key + "\n" + secret
            : null;

    public override IReadOnlyList<Issued> Issue(string sandbox)
    {
        var (key, secret) =
            sandbox == Sandboxes.Default
                ? ("mock-access-key", "mock-access-secret")
                : (
                    $"{Fingerprint(sandbox, "channel key"):x16}",
                    $"{Fingerprint(sandbox, "channel secret"):x16}{Fingerprint(sandbox, "channel secret 2"):x16}"
                );
        return [new Issued(key + "\n" + secret, [new(KeyHeader, key), new(SecretHeader, secret)])];
    }

    public override bool IsWellFormed(string credential) =>
        credential.Split('\n') is [{ Length: > 0 }, { Length: > 0 }];

    private static string One(IHeaderDictionary headers, string name) => headers[name] is [{ } value] ? value : "";
}
