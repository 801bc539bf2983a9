using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MockUserApis.Kernel;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>The paged list. A <c>scrollId</c> carries all it takes to go on: filter, sort, page size and place. DOC</summary>
internal sealed record Listing(string[] Filters, string Sort, int PageSize, long Place)
{
    private const int DefaultPageSize = 25;

    public static Reply Answer(UserStore users, IQueryCollection query, CancellationToken gone)
    {
        var scroll = query["scrollId"].ToString();
        var listing = scroll.Length > 0 ? Decode(scroll) : new Listing([.. query["filter"].Where(f => f is not null)!], query["sort"].ToString(), Size(query), 0);
        if (listing is null) return Errors.BadRequest("scrollId is not one that this list has given out");
        var (filter, bad) = Filter.Parse(listing.Filters);
        if (filter is null) return Errors.BadRequest($"filter '{bad}' is not {{field}}{{op}}{{value}}");
        var sort = listing.Sort.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(s => (Field: Term.FieldOf(s.TrimStart('-')), Down: s.StartsWith('-'))).ToList();
        return sort.Exists(s => s.Field is null) ? Errors.BadRequest($"sort '{listing.Sort}' names no field of a user")
            : sort.Count == 0 ? listing.InOrder(users, filter, gone) : listing.Sorted(users, filter, sort!, gone);
    }

    // Ordinal order: a page starts after the last user of the one before, so that it costs only its own length.
    private Reply InOrder(UserStore users, Filter filter, CancellationToken gone)
    {
        var page = filter.Candidates(users, Place, gone).Where(u => filter.Holds(u.Document)).Take(PageSize).ToList();
        var total = filter.IsEmpty ? users.Count : filter.Candidates(users, 0, gone).LongCount(u => filter.Holds(u.Document));
        return Page(page, total, page.Count > 0 ? page[^1].Ordinal : Place);
    }

    private Reply Sorted(UserStore users, Filter filter, List<(string Field, bool Down)> sort, CancellationToken gone)
    {
        var rows = filter.Candidates(users, 0, gone).Where(u => filter.Holds(u.Document))
            .Select(u => (u.Ordinal, Values: sort.Select(s => Term.ValueOf(u.Document, s.Field)).ToArray())).ToList();
        rows.Sort((a, b) =>
        {
            for (var i = 0; i < sort.Count; i++)
            {
                var order = Term.Compare(a.Values[i], b.Values[i]);
                if (order != 0) return sort[i].Down ? -order : order;
            }

            return a.Ordinal.CompareTo(b.Ordinal);
        });
        var page = rows.Skip((int)Math.Min(Place, int.MaxValue)).Take(PageSize).Select(r => users.At(r.Ordinal)).OfType<StoredUser>().ToList();
        return Page(page, rows.Count, Place + page.Count);
    }

    private Reply Page(List<StoredUser> page, long total, long place) => Reply.Json(200, RawJson.Write((page, total, Next: (this with { Place = place }).Encode()), static (json, p) =>
    {
        json.WriteStartObject();
        json.WriteStartArray("users");
        foreach (var user in p.page) View.Write(json, user.Document);
        json.WriteEndArray();
        json.WriteNumber("totalHits", p.total);
        json.WriteString("scrollId", p.Next);
        json.WriteEndObject();
    }));

    private static int Size(IQueryCollection query) =>
        int.TryParse(query["pageSize"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? Math.Clamp(size, 1, 1000) : DefaultPageSize;

    private string Encode() => Base64Url.EncodeToString(RawJson.Write(this, static (json, l) =>
    {
        json.WriteStartArray();
        json.WriteNumberValue(l.Place);
        json.WriteNumberValue(l.PageSize);
        json.WriteStringValue(l.Sort);
        foreach (var filter in l.Filters) json.WriteStringValue(filter);
        json.WriteEndArray();
    }));

    private static Listing? Decode(string scrollId)
    {
        try
        {
            var parts = RawJson.Parse(Base64Url.DecodeFromChars(scrollId));
            return new Listing([.. parts.EnumerateArray().Skip(3).Select(f => f.GetString()!)], parts[2].GetString()!, Math.Clamp(parts[1].GetInt32(), 1, 1000), Math.Max(0, parts[0].GetInt64()));
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidOperationException or IndexOutOfRangeException)
        {
            return null;
        }
    }
}
