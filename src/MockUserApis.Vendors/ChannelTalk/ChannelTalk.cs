using System.Globalization;
using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel;
using static MockUserApis.Kernel.Evidence;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>Channel Talk: a key and its secret, a bucket of 1000 requests a channel, told in every answer's headers.</summary>
public sealed class ChannelTalk : Vendor
{
    private const string KeyHeader = "x-access-key";
    private const string SecretHeader = "x-access-secret";

    public override string Title => "Channel Talk";

    public override int Port => 3;

    public override IReadOnlyList<RateLimit> Limits { get; } = [RateLimit.Bucket(1000, 10)];

    public override Rule LimitsRule { get; } = new("limits", DOC, "second-hand");

    public override Recipe Recipe { get; } = new Seed();

    public override UpdateRules UpdateRules => Update.Rules;

    public override string UpdateOperation => "updateUser";

    public override IEnumerable<Rule> ErrorRules => [.. Errors.All, .. Profiles.Rules, .. View.Rules];

    public override IReadOnlyList<Waiver> Waivers => Update.Waivers;

    public override BodyRules BodyRules { get; } = new(
        new("body/encoding", ASSUMED, "not mentioned: 415; lenient inflates gzip and deflate, as Java gateways can"),
        new("body/charset", ASSUMED, "none documented: 415; lenient takes utf8, ASCII, an empty one, as Spring does"),
        Inflates: true)
    {
        NoBody = new("body/none", CODE,
            "the vendor's own n8n node sends none when nothing is filled in; strict: a body is required (DOC)"),
    };

    public override IReadOnlyList<string> CredentialHeaders { get; } = [KeyHeader, SecretHeader];

    // A header has no line break, so the two parts cannot be told wrongly apart. One part alone is a credential that opens nothing.
    public override string? Credential(IHeaderDictionary headers) => (One(headers, KeyHeader), One(headers, SecretHeader)) is var (key, secret)
        && key.Length + secret.Length > 0 ? key + "\n" + secret : null;

    public override IReadOnlyList<Issued> Issue(string sandbox)
    {
        var (key, secret) = sandbox == Sandboxes.Default ? ("mock-access-key", "mock-access-secret")
            : ($"{Fingerprint(sandbox, "channel key"):x16}", $"{Fingerprint(sandbox, "channel secret"):x16}{Fingerprint(sandbox, "channel secret 2"):x16}");
        return [new Issued(key + "\n" + secret, [new(KeyHeader, key), new(SecretHeader, secret)])];
    }

    public override bool IsWellFormed(string credential) => credential.Split('\n') is [{ Length: > 0 }, { Length: > 0 }];

    public override VendorErrors Wording { get; } = new Errors();

    // DOC: every answer; on 429 remaining is 0. An injected 429 finds the bucket full: its reset still lies ahead, or a client would retry at once.
    public override Reply Decorate(Reply reply, Exchange exchange)
    {
        var now = exchange.Sandbox.Clock.GetUtcNow();
        var allowance = exchange.Allowance is { Limit: > 0 } taken ? taken : exchange.Sandbox.Limiter(this).Peek(now);
        var throttled = reply.Status == 429;
        var reset = throttled && allowance.Reset <= now ? Seconds(now) + 1 : Seconds(allowance.Reset);
        var headers = new List<KeyValuePair<string, string>>(reply.Headers)
        {
            new("x-ratelimit-limit", Digits(allowance.Limit)),
            new("x-ratelimit-remaining", Digits(throttled ? 0 : allowance.Remaining)),
            new("x-ratelimit-reset", Digits(reset)),
        };
        if (throttled) headers.Add(new("x-ratelimit-will-be-throttled", "true"));
        return reply with { Headers = headers };
    }

    public override ReadOnlyMemory<byte> Show(Document user, Sandbox sandbox) => View.Of(user);

    private static string One(IHeaderDictionary headers, string name) => headers[name] is [{ } value] ? value : "";

    private static long Seconds(DateTimeOffset at) => (at.ToUnixTimeMilliseconds() + 999) / 1000;

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);
}
