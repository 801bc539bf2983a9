using System.Buffers.Text;
using System.Text.Json;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>
/// What a <c>scrollId</c> carries. The place is the last member's ordinal, in a sort its values as well. That of
/// another list than the users' begins with the list's name, and with the range where it has one.
/// </summary>
internal sealed record Scroll(string List, string[] Filters, string Sort, int PageSize, SortedPlace Place)
{
    private const string Users = "users";
    private const string Events = "customEvents";
    private const int DefaultPageSize = 25;
    private const int MaxPageSize = 1000;

    /// <summary>First and last instant that the list is about, in epoch milliseconds; null: it has no range.</summary>
    public (long Start, long End)? Range { get; init; }

    /// <summary>Null: the scrollId is none that this list has given out.</summary>
    public static Scroll? Of(string list, IReadOnlyList<string> filters, int? pageSize, string? scrollId, string? sort)
    {
        if (string.IsNullOrEmpty(scrollId))
            return new Scroll(list, [.. filters], sort ?? "", pageSize ?? DefaultPageSize, SortedPlace.Start);
        return Decode(list, scrollId);
    }

    /// <summary>The scrollId of the page that begins behind the place.</summary>
    public string At(SortedPlace place) => (this with { Place = place }).Encode();

    private string Encode() =>
        Base64Url.EncodeToString(
            RawJson.Write(
                this,
                static (json, l) =>
                {
                    json.WriteStartArray();
                    if (l.List != Users)
                        json.WriteStringValue(l.List);
                    if (l.Range is var (start, end))
                    {
                        json.WriteNumberValue(start);
                        json.WriteNumberValue(end);
                    }

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
    private static Scroll? Decode(string list, string scrollId)
    {
        try
        {
            var parts = RawJson.Parse(Base64Url.DecodeFromChars(scrollId)).EnumerateArray().ToList();
            if (list != Users && (parts.Count == 0 || Text(parts[0]) != list))
                return null;
            if (list != Users)
                parts.RemoveAt(0);
            var range = list == Events ? RangeOf(parts) : null;
            var rest = parts.GetRange(3, parts.Count - 3);
            var values = rest is [{ ValueKind: JsonValueKind.Array } first, ..]
                ? first.EnumerateArray().Select(Text).ToArray()
                : null;
            string[] filters = [.. rest.Skip(values is null ? 0 : 1).Select(Text)];
            var place = new SortedPlace(values ?? [], parts[0].GetInt64());
            var scroll = new Scroll(list, filters, Text(parts[2]), parts[1].GetInt32(), place) { Range = range };
            if (place.Ordinal < 0 || scroll.PageSize is < 1 or > MaxPageSize)
                return null;
            return scroll.Encode() == scrollId ? scroll : null;
        }
        catch (Exception error)
            when (error is FormatException or JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    private static (long Start, long End)? RangeOf(List<JsonElement> parts)
    {
        var range = (parts[0].GetInt64(), parts[1].GetInt64());
        parts.RemoveRange(0, 2);
        return range;
    }

    private static string Text(JsonElement part) => part.GetString() ?? throw new FormatException("null");
}
