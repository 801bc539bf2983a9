using System.Buffers.Text;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>
/// The paged list. A <c>scrollId</c> carries all it takes to go on: filter, sort, page size and place. DOC
/// The place is the last user's ordinal, in a sort its values as well.
/// </summary>
internal sealed record Listing(string[] Filters, string Sort, int PageSize, SortedPlace Place)
{
    // Beside the record's members, which are what a scrollId is made of.
    private bool EndsInNull { get; init; }

    private const int DefaultPageSize = 25;
    private const int MaxPageSize = 1000;
    private const string NotGivenOut = "scrollId is not one that this list has given out";

    public static async ValueTask<Reply> AnswerAsync(
        Exchange exchange,
        IReadOnlyList<string> filters,
        int? pageSize,
        string? scrollId,
        string? sort
    )
    {
        Collection users = exchange.Users;
        var gone = exchange.Http.RequestAborted;
        var listing = !string.IsNullOrEmpty(scrollId)
            ? Decode(scrollId)
            : new Listing([.. filters], sort ?? "", pageSize ?? DefaultPageSize, SortedPlace.Start);
        if (listing is null)
            return Errors.BadRequest(NotGivenOut);
        var endsInNull = exchange.Sandbox.Setting(exchange.Vendor, GainsightPx.LastScrollId) == "null";
        if (endsInNull)
            listing = listing with { EndsInNull = true };
        var (filter, bad) = Filter.Parse(listing.Filters);
        if (filter is null)
            return Errors.BadRequest($"filter '{bad}' is not {{field}}{{op}}{{value}}");
        if (filter.Excess() is { } excess)
            return exchange.Refuse(excess);
        var (order, wrong) = Order.Parse(listing.Sort);
        if (order is null)
            return Errors.BadRequest(wrong!);
        if (!order.Fits(listing.Place))
            return Errors.BadRequest(NotGivenOut);
        var isLong = await users.CountAsync() > Scans.Few && !filter.IsPinned && !(filter.IsEmpty && order.IsByOrdinal);
        return isLong ? Reply.Scanning(WorkAsync) : await WorkAsync();

        ValueTask<Reply> WorkAsync() =>
            order.IsByOrdinal
                ? listing.InOrderAsync(users, filter, gone)
                : listing.SortedAsync(users, filter, order, gone);
    }

    // Ordinal order: a page starts after the last user of the one before, so that it costs only its own length.
    private async ValueTask<Reply> InOrderAsync(Collection users, Filter filter, CancellationToken gone)
    {
        // A look at all ends with its client, and answers nobody: CandidatesAsync.
        var page = await filter
            .CandidatesAsync(users, Place.Ordinal, gone)
            .Where(u => filter.Holds(u.Document))
            .Take(PageSize)
            .ToListAsync(CancellationToken.None);
        var total = filter.IsEmpty
            ? await users.CountAsync()
            : await filter
                .CandidatesAsync(users, 0, gone)
                .LongCountAsync(u => filter.Holds(u.Document), CancellationToken.None);
        return Page(page, total, page.Count > 0 ? new SortedPlace([], page[^1].Ordinal) : Place);
    }

    // Of all users only those of the page are held: the first that come after the place.
    private async ValueTask<Reply> SortedAsync(Collection users, Filter filter, Order order, CancellationToken gone)
    {
        var first = new PriorityQueue<SortedPlace, SortedPlace>(order.Backwards);
        long total = 0;
        await foreach (var user in filter.CandidatesAsync(users, 0, gone))
        {
            if (!filter.Holds(user.Document))
                continue;
            total++;
            var place = order.PlaceOf(user);
            if (Place.Ordinal > 0 && order.Compare(place, Place) <= 0)
                continue;
            if (first.Count < PageSize)
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
            if (await users.AtAsync(place.Ordinal) is { } user)
                page.Add(user);
        }

        var reply = Page(page, total, places.Length > 0 ? places[^1] : Place);
        return order.HasCut ? reply.Because(Order.CutRule) : reply;
    }

    private Reply Page(List<Member> page, long total, SortedPlace place) =>
        View.Page(Page(page, total, Next(page, place)));

    // DOC: the end is a page shorter than asked for.
    private string? Next(List<Member> page, SortedPlace place) =>
        EndsInNull && page.Count < PageSize ? null : (this with { Place = place }).Encode();

    private static byte[] Page(List<Member> page, long total, string? next) =>
        RawJson.Write((page, total, next), Write);

    private static void Write(Utf8JsonWriter json, (List<Member> page, long total, string? next) p)
    {
        json.WriteStartObject();
        json.WriteStartArray("users");
        foreach (var user in p.page)
            View.Write(json, user.Document);
        json.WriteEndArray();
        json.WriteNumber("totalHits", p.total);
        json.WriteString("scrollId", p.next);
        json.WriteEndObject();
    }

    private string Encode() =>
        Base64Url.EncodeToString(
            RawJson.Write(
                this,
                static (json, l) =>
                {
                    json.WriteStartArray();
                    json.WriteNumberValue(l.Place.Ordinal);
                    json.WriteNumberValue(l.PageSize);
                    json.WriteStringValue(l.Sort);
                    if (l.Place.Values.Length > 0)
                    {
                        json.WriteStartArray();
                        foreach (var value in l.Place.Values)
                            json.WriteStringValue(value);
                        json.WriteEndArray();
                    }

                    foreach (var filter in l.Filters)
                        json.WriteStringValue(filter);
                    json.WriteEndArray();
                }
            )
        );

    // What was not given out does not come out the same again, or is no such list at all.
    private static Listing? Decode(string scrollId)
    {
        try
        {
            var parts = RawJson.Parse(Base64Url.DecodeFromChars(scrollId));
            var rest = parts.EnumerateArray().Skip(3).ToList();
            var values = rest is [{ ValueKind: JsonValueKind.Array } first, ..]
                ? first.EnumerateArray().Select(Text).ToArray()
                : null;
            string[] filters = [.. rest.Skip(values is null ? 0 : 1).Select(Text)];
            var place = new SortedPlace(values ?? [], parts[0].GetInt64());
            var listing = new Listing(filters, Text(parts[2]), parts[1].GetInt32(), place);
            if (place.Ordinal < 0 || listing.PageSize is < 1 or > MaxPageSize)
                return null;
            return listing.Encode() == scrollId ? listing : null;
        }
        catch (Exception error)
            when (error is FormatException or JsonException or InvalidOperationException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static string Text(JsonElement part) => part.GetString() ?? throw new FormatException("null");
}
