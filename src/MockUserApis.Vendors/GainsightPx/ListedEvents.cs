using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>A list of custom events between two instants.</summary>
internal sealed class ListedEvents(long start, long end) : Listed
{
    // What the page filters by, and what it sorts by. DOC
    private static readonly string[] Fields = ["identifyId", "eventName", "date", "accountId"];

    private static readonly Rule BeyondRule = new(
        "event/list/fields",
        ASSUMED,
        "the page filters by identifyId, eventName and date, and sorts by accountId and date: each takes the other's"
    );

    public override string Name => "customEvents";

    public override Recipe Recipe => GainsightPx.Events;

    public override bool ReachesPopulation { get; } = EventSeed.Reaches(start, end);

    public override Func<Document, bool> Within => e => e.Integer("date") is { } date && date >= start && date <= end;

    /// <summary>The answer; of a first page the range is told from what was asked.</summary>
    public static async ValueTask<Reply> AnswerAsync(
        Exchange exchange,
        Scroll? scroll,
        long? rangeStart,
        long? rangeEnd
    )
    {
        if (scroll is null)
            return Unreadable.ScrollId(exchange);
        if (scroll.Range is not { } range)
        {
            var (filter, bad) = Filter.Parse(scroll.Filters, new ListedEvents(0, 0));
            if (filter is null || !EventRange.IsReadable(filter))
                return Unreadable.Filter(exchange, bad ?? scroll.Filters[0]);
            NoteBeyond(exchange, filter, scroll.Sort);
            exchange.Rely(EventRange.DefaultRule);
            var now = exchange.Sandbox.Clock.GetUtcNow().ToUnixTimeMilliseconds();
            range = EventRange.Of(filter, rangeStart, rangeEnd, now);
            if (EventRange.Excess(range) is { } excess)
                return exchange.Refuse(excess);
            scroll = scroll with { Range = range };
        }

        return await Listing.AnswerAsync(exchange, new ListedEvents(range.Start, range.End), scroll);
    }

    // Only of the first page: a scrollId repeats what was asked.
    private static void NoteBeyond(Exchange exchange, Filter filter, string sort)
    {
        if (filter.Terms.Any(t => t.Field == "accountId"))
            Note("filter", "identifyId, eventName or date", "accountId");
        if (Order.Parse(sort, new ListedEvents(0, 0)) is not { } order)
            return;
        foreach (var field in Fields.Where(f => f is "identifyId" or "eventName" && order.Names(f)))
            Note("sort", "accountId or date", field);

        void Note(string parameter, string expected, string field)
        {
            var shown = ShownValue.Of(RawJson.Parse(RawJson.String(field)));
            exchange.Rely(BeyondRule);
            exchange.Note(
                new Finding("query", "/" + parameter, "name", expected, shown, BeyondRule) { Breaks = false }
            );
        }
    }

    public override string? FieldOf(string name) =>
        Fields.FirstOrDefault(f => f.Equals(name, StringComparison.OrdinalIgnoreCase));

    public override bool Pins(Term term) => term is { Operator: "==", Field: "identifyId" };

    // Values compare without regard to case, and generated ones are lower case.
    public override IEnumerable<long> Pinned(Term term, Population population) =>
        Seed.ById.Ordinal(term.Value.ToLowerInvariant(), population.Seed) is { } user and > 0 && user <= population.Size
            ? EventSeed.OfUser(user)
            : [];

    public override void Write(Utf8JsonWriter json, Document member) => EventView.Write(json, member);

    public override Reply Page(ReadOnlyMemory<byte> page) => EventView.Page(page);

    protected override ReadOnlySpan<byte> Unset(string field) => EventView.Unset(field);
}
