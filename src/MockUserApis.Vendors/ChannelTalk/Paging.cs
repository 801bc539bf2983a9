using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>
/// How a list below a user is asked for. A place in it, <c>since</c>, is an ordinal in disguise: it leads on also when
/// the member that stood there is gone.
/// </summary>
internal sealed record Paging(long Behind, bool Backwards, int Limit, bool GoesOn)
{
    private const int DefaultLimit = 25;
    private const int MaxLimit = 500;

    private static readonly Rule OrderRule = new(
        "list/order",
        ASSUMED,
        "newest first is DOC; by what is not said: in the order in which things were recorded"
    );
    private static readonly Rule BothRule = new(
        "list/both",
        ASSUMED,
        "a documented sortOrder that nothing explains: read as desc, the default"
    );
    private static readonly Rule PrevRule = new(
        "list/prev",
        ASSUMED,
        "a documented key that nothing explains: the place before the page's first, with the other order the way back"
    );
    private static readonly Rule EndRule = new("list/end", ASSUMED, "next is left out at the end: no answer has null");
    private static readonly Rule SinceRule = new(
        "list/since",
        ASSUMED,
        "next is opaque (DOC): a text that no page gave out is refused, as other values are"
    );
    private static readonly Rule LenientRule = new(
        "lenient/list",
        ASSUMED,
        "a number or word out of range is read as the nearest that is in it, or the default"
    );

    public static readonly IReadOnlyList<Waiver> Waivers =
    [
        new("/limit", "*", LenientRule) { Only = static f => f.In == "query" },
        new("/sortOrder", "*", LenientRule) { Only = static f => f.In == "query" },
    ];

    /// <summary>The refusal of a place that no page gave out; null: it can be read.</summary>
    public static Reply? Read(Exchange exchange, string? sortOrder, string? since, int? limit, out Paging paging)
    {
        var backwards = sortOrder != "asc";
        var goesOn = !string.IsNullOrEmpty(since);
        var start = backwards ? long.MaxValue : 0;
        var behind = goesOn ? Places(exchange).Ordinal(since!) : start;
        paging = new(behind ?? start, backwards, Math.Clamp(limit ?? DefaultLimit, 1, MaxLimit), goesOn);
        if (sortOrder == "both")
            exchange.Rely(BothRule);
        if (behind is not null)
            return null;
        var sent = RawJson.Parse(RawJson.String(since!));
        return exchange.Refuse(
            new Finding("query", "/since", "cursor", "the next of a page", ShownValue.Of(sent), SinceRule)
            {
                Value = sent,
            }
        );
    }

    /// <summary>A page of the members of a user; the others are not read.</summary>
    public async ValueTask<Page> OfAsync(Exchange exchange, WatchedCollection all, MemberGroup group, string userId)
    {
        var found = await all.OfAsync(group, userId, Behind, Limit + 1, Backwards);
        var places = Places(exchange);
        var hasMore = found.Count > Limit;
        Member[] members = [.. found.Take(Limit)];
        exchange.Rely(OrderRule);
        exchange.Rely(hasMore ? OrderRule : EndRule);
        if (!GoesOn || members.Length == 0)
            return new(members, null, hasMore ? places.Hex(members[^1].Ordinal, 20) : null);
        exchange.Rely(PrevRule);
        return new(members, places.Hex(members[0].Ordinal, 20), hasMore ? places.Hex(members[^1].Ordinal, 20) : null);
    }

    private static Scramble Places(Exchange exchange) => new(exchange.Sandbox.Seed, "ChannelTalk/since");

    /// <summary>Members, and the places before the first and behind the last of them; null: left out.</summary>
    public sealed record Page(IReadOnlyList<Member> Members, string? Prev, string? Next)
    {
        public void WritePlaces(Utf8JsonWriter json)
        {
            if (Prev is not null)
                json.WriteString("prev", Prev);
            if (Next is not null)
                json.WriteString("next", Next);
        }
    }
}
