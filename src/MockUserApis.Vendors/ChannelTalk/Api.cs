using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>What Channel Talk answers, the state of the bucket in the headers of each.</summary>
public sealed class ChannelTalkApi : Api
{
    private static readonly BodyRules Bodies = new(
        new("body/encoding", ASSUMED, "not mentioned: 415; lenient inflates gzip and deflate, as Java gateways can"),
        new("body/charset", ASSUMED, "none documented: 415; lenient takes utf8, ASCII, an empty one, as Spring does"),
        Inflates: true
    )
    {
        NoBody = new(
            "body/none",
            CODE,
            "the vendor's own n8n node sends none when nothing is filled in; strict: a body is required (DOC)"
        ),
    };

    public ChannelTalkApi(ChannelTalk vendor)
        : base(vendor) => Others = [new Events(this), new Chats(this)];

    public override IReadOnlyList<Resource> Others { get; }

    public override UpdateRules UpdateRules => Update.Rules;

    public override string UpdateOperation => "updateUser";

    public override IReadOnlyList<Waiver> Waivers { get; } = [.. Update.Waivers, .. Paging.Waivers];

    public override BodyRules BodyRules => Bodies;

    public override IReadOnlyList<Finding> Review(IReadOnlyList<Finding> departures, Exchange exchange) =>
        Departures.Known(departures);

    public override VendorErrors Wording { get; } = new Errors();

    // DOC: every answer; on 429 remaining is 0. An injected 429 finds the bucket full: its reset still lies ahead, or a
    // client would retry at once.
    public override async ValueTask<Reply> DecorateAsync(Reply reply, Exchange exchange)
    {
        var now = exchange.Sandbox.Clock.GetUtcNow();
        var allowance = exchange.Allowance is { Limit: > 0 } taken
            ? taken
            : await exchange.Sandbox.Limiter(Vendor).PeekAsync(now);
        var throttled = reply.Status == 429;
        var reset = throttled && allowance.Reset <= now ? Seconds(now) + 1 : Seconds(allowance.Reset);
        var headers = new List<KeyValuePair<string, string>>(reply.Headers)
        {
            new("x-ratelimit-limit", Digits(allowance.Limit)),
            new("x-ratelimit-remaining", Digits(throttled ? 0 : allowance.Remaining)),
            new("x-ratelimit-reset", Digits(reset)),
        };
        if (throttled)
            headers.Add(new("x-ratelimit-will-be-throttled", "true"));
        return reply with { Headers = headers };
    }

    public override ReadOnlyMemory<byte> Show(Document user, Sandbox sandbox) => View.Of(user);

    private static long Seconds(DateTimeOffset at) => (at.ToUnixTimeMilliseconds() + 999) / 1000;

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);

    public override bool Take(string name, JsonElement value, Draft draft, MergeContext context) =>
        Seeded.Take(name, value, draft, context);
}
