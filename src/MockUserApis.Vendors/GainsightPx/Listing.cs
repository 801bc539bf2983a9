using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>
/// The paged list. A <c>scrollId</c> carries all it takes to go on: filter, sort, page size and place. DOC
/// </summary>
internal sealed class Listing(
    Listed listed,
    Scroll scroll,
    Filter filter,
    Order order,
    Collection members,
    Exchange exchange
)
{
    // How members are completed; null: they need nothing.
    private Func<Document, Document>? complete;
    private bool endsInNull;

    // Ends a scan whose client has left.
    private readonly CancellationToken gone = exchange.Http.RequestAborted;

    private Listed Shown => listed;

    private SortedPlace Place => scroll.Place;

    // A field that is not stored is asked for: each candidate is completed before it is looked at.
    private bool LooksAtDerived =>
        listed.Derived is { } derived && (order.Names(derived) || filter.Terms.Any(t => t.Field == derived));

    public static async ValueTask<Reply> AnswerAsync(
        Exchange exchange,
        Listed listed,
        IReadOnlyList<string> filters,
        int? pageSize,
        string? scrollId,
        string? sort
    ) =>
        Scroll.Of(listed.Name, filters, pageSize, scrollId, sort) is { } scroll
            ? await AnswerAsync(exchange, listed, scroll)
            : Unreadable.ScrollId(exchange);

    public static async ValueTask<Reply> AnswerAsync(Exchange exchange, Listed listed, Scroll scroll)
    {
        var (filter, bad) = Filter.Parse(scroll.Filters, listed);
        if (filter is null)
            return Unreadable.Filter(exchange, bad!);
        if (filter.Excess() is { } excess)
            return exchange.Refuse(excess);
        if (Order.IsTooLong(scroll.Sort))
            return Unreadable.LongSort(exchange, scroll.Sort);
        if (Order.Parse(scroll.Sort, listed) is not { } order)
            return Unreadable.Sort(exchange, scroll.Sort, listed.Recipe);
        if (!order.Fits(scroll.Place))
            return Unreadable.ScrollId(exchange);
        Collection members = exchange.Members(listed.Recipe);
        var listing = new Listing(listed, scroll, filter, order, members, exchange)
        {
            endsInNull = exchange.Sandbox.Setting(exchange.Vendor, GainsightPx.LastScrollId) == "null",
        };
        return await listing.IsLongAsync() ? Reply.Scanning(listing.WorkAsync) : await listing.WorkAsync();
    }

    private async ValueTask<bool> IsLongAsync() =>
        listed.ReachesPopulation
        && !filter.IsPinned
        && !(filter.IsEmpty && listed.Within is null && order.IsByOrdinal)
        && await members.CountAsync() > Scans.Few;

    private async ValueTask<Reply> WorkAsync()
    {
        complete = await listed.CompletionAsync();
        return order.IsByOrdinal ? await InOrderAsync() : await SortedAsync();
    }

    // Ordinal order: a page starts after the last member of the one before, so that it costs only its own length.
    private async ValueTask<Reply> InOrderAsync()
    {
        // A look at all ends with its client, and answers nobody: CandidatesAsync.
        var page = await filter
            .CandidatesAsync(members, Place.Ordinal, gone)
            .Where(m => Holds(Looked(m.Document)))
            .Take(scroll.PageSize)
            .ToListAsync(CancellationToken.None);
        var total =
            filter.IsEmpty && listed.Within is null
                ? await members.CountAsync()
                : await filter
                    .CandidatesAsync(members, 0, gone)
                    .LongCountAsync(m => Holds(Looked(m.Document)), CancellationToken.None);
        return Page(page, total, page.Count > 0 ? new SortedPlace([], page[^1].Ordinal) : Place);
    }

    // Of all members only those of the page are held: the first that come after the place.
    private async ValueTask<Reply> SortedAsync()
    {
        var first = new PriorityQueue<SortedPlace, SortedPlace>(order.Backwards);
        long total = 0;
        await foreach (var member in filter.CandidatesAsync(members, 0, gone))
        {
            var document = Looked(member.Document);
            if (!Holds(document))
                continue;
            total++;
            var place = order.PlaceOf(document, member.Ordinal);
            if (Place.Ordinal > 0 && order.Compare(place, Place) <= 0)
                continue;
            if (first.Count < scroll.PageSize)
                first.Enqueue(place, place);
            else if (order.Compare(place, first.Peek()) < 0)
                first.DequeueEnqueue(place, place);
        }

        var places = new SortedPlace[first.Count];
        for (var i = places.Length - 1; i >= 0; i--)
            places[i] = first.Dequeue();
        var page = new List<Member>();
        foreach (var place in places)
        {
            if (await members.AtAsync(place.Ordinal) is { } member)
                page.Add(member);
        }

        var reply = Page(page, total, places.Length > 0 ? places[^1] : Place);
        return order.HasCut ? reply.Because(Order.CutRule) : reply;
    }

    private bool Holds(Document member) => listed.Within?.Invoke(member) != false && filter.Holds(member);

    private Document Looked(Document member) => complete is not null && LooksAtDerived ? complete(member) : member;

    // DOC: the end is a page shorter than asked for.
    private Reply Page(List<Member> page, long total, SortedPlace place)
    {
        if (order.LeansOnRule || filter.Terms.Any(t => t.Of.LeansOnRule))
            exchange.Rely(ListedField.ShownRule);
        var next = endsInNull && page.Count < scroll.PageSize ? null : scroll.At(place);
        return listed.Page(RawJson.Write((this, page, total, next), Write));
    }

    private static void Write(Utf8JsonWriter json, (Listing Listing, List<Member> Page, long Total, string? Next) p)
    {
        var (listed, complete) = (p.Listing.Shown, p.Listing.complete);
        json.WriteStartObject();
        json.WriteStartArray(listed.Name);
        foreach (var member in p.Page)
            listed.Write(json, complete is null ? member.Document : complete(member.Document));
        json.WriteEndArray();
        json.WriteNumber("totalHits", p.Total);
        json.WriteString("scrollId", p.Next);
        json.WriteEndObject();
    }
}
