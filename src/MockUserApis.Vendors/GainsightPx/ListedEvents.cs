using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>A list of custom events between two instants.</summary>
internal sealed class ListedEvents(long start, long end) : Listed
{
    // What the page filters by, and what it sorts by. DOC
    private static readonly string[] Fields = ["identifyId", "eventName", "date", "accountId"];

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
            return Errors.BadRequest(Listing.NotGivenOut);
        if (scroll.Range is not { } range)
        {
            var (filter, bad) = Filter.Parse(scroll.Filters, new ListedEvents(0, 0));
            if (filter is null || !EventRange.IsReadable(filter))
                return Errors.BadRequest($"filter '{bad ?? scroll.Filters[0]}' is not {{field}}{{op}}{{value}}");
            exchange.Rely(EventRange.DefaultRule);
            var now = exchange.Sandbox.Clock.GetUtcNow().ToUnixTimeMilliseconds();
            range = EventRange.Of(filter, rangeStart, rangeEnd, now);
            if (EventRange.Excess(range) is { } excess)
                return exchange.Refuse(excess);
            scroll = scroll with { Range = range };
        }

        return await Listing.AnswerAsync(exchange, new ListedEvents(range.Start, range.End), scroll);
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
}
