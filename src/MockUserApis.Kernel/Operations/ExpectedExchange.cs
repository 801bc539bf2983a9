using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Operations;

/// <summary>
/// What an assertion looks for. Differences are counted on every entry, which makes no text; they are put into words
/// for the few entries that are shown.
/// </summary>
internal sealed class ExpectedExchange
{
    /// <summary>Of an entry that is shown, the differences that are put into words.</summary>
    public const int MaxTexts = 50;

    // A table is made of so many members, where a search is asked for more than a few of them.
    private const int ManyMembers = 32;
    private const int FewSearches = 4;
    private const int MaxPlaceLength = 300;

    private readonly AssertRequest ask;
    private readonly Member? body;

    public ExpectedExchange(AssertRequest ask)
    {
        this.ask = ask;
        if (ask.Body is { } wanted)
            body = Member.Of("", "", wanted);
    }

    /// <summary>The members of a body, at any depth.</summary>
    public static int MembersOf(JsonElement value)
    {
        var count = 0;
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
                count += 1 + MembersOf(member.Value);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                count += MembersOf(item);
        }

        return count;
    }

    /// <summary>0: it fits.</summary>
    public int CountDifferences(in JournalEntry entry) => Compare(entry, new Tally(0)).Count;

    public IReadOnlyList<string> Differences(in JournalEntry entry)
    {
        var tally = Compare(entry, new Tally(MaxTexts));
        var more = tally.Count - tally.Texts.Count;
        if (more > 0)
            tally.Texts.Add(string.Create(CultureInfo.InvariantCulture, $"… and {more} more"));
        return tally.Texts;
    }

    private Tally Compare(in JournalEntry entry, Tally tally)
    {
        Text("vendor", ask.Vendor, entry.Vendor, tally);
        Text("operation", ask.Operation, entry.Operation, tally);
        if (ask.Status is { } status && status != entry.Status && tally.Next())
        {
            tally.Texts.Add(string.Create(CultureInfo.InvariantCulture, $"status is {entry.Status}, not {status}"));
        }

        Text("key", ask.Key, entry.Key, tally);
        Text("trace", ask.Trace, entry.Trace, tally);
        if (body is not null)
            Body(body, entry, tally);
        return tally;
    }

    private static void Text(string what, string? wanted, string? actual, Tally tally)
    {
        if (wanted is null || wanted == actual || !tally.Next())
            return;
        tally.Texts.Add($"{what} is {Shortened(actual ?? "none")}, not {Shortened(wanted)}");
    }

    private static void Body(Member wanted, in JournalEntry entry, Tally tally)
    {
        try
        {
            if (JsonBody.IsText(entry.RequestBody.Span))
            {
                Subset(wanted, RawJson.Parse(entry.RequestBody.Span), tally);
                return;
            }
        }
        catch (JsonException)
        {
            // No JSON either.
        }

        if (tally.Next())
            tally.Texts.Add("the request has no JSON body");
    }

    private static void Subset(Member wanted, JsonElement actual, Tally tally)
    {
        Work.Count(1);
        if (wanted.Members is { } members && actual.ValueKind == JsonValueKind.Object)
        {
            var lookup = members.Length > FewSearches ? Lookup(actual) : null;
            foreach (var member in members)
            {
                var found = lookup is null
                    ? actual.TryGetProperty(member.Name, out var value)
                    : lookup.TryGetValue(member.Name, out value);
                if (found)
                    Subset(member, value, tally);
                else if (tally.Next())
                {
                    tally.Texts.Add($"{member.Place} is absent, not {ShownValue.Of(member.Value)}");
                }
            }
        }
        else if (!JsonEquality.Holds(wanted.Value, actual) && tally.Next())
        {
            var place = wanted.Place.Length == 0 ? "the body" : wanted.Place;
            tally.Texts.Add($"{place} is {ShownValue.Of(actual)}, not {ShownValue.Of(wanted.Value)}");
        }
    }

    // A search through a few members is quicker than to make a table of them.
    private static Dictionary<string, JsonElement>? Lookup(JsonElement actual)
    {
        if (actual.GetPropertyCount() <= ManyMembers)
            return null;
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        // Of a name that comes twice the last one counts, as in a search.
        foreach (var member in actual.EnumerateObject())
            members[member.Name] = member.Value;
        return members;
    }

    private static string Shortened(string text) =>
        text.Length <= MaxPlaceLength
            ? text
            : text[..(MaxPlaceLength - (char.IsHighSurrogate(text[MaxPlaceLength - 1]) ? 1 : 0))] + "…";

    /// <summary>A part of the wanted body, read once.</summary>
    /// <param name="Place">Its JSON Pointer, cut where it is long.</param>
    /// <param name="Members">Null: no object, and compared whole.</param>
    private sealed record Member(string Name, string Place, JsonElement Value, Member[]? Members)
    {
        public static Member Of(string name, string place, JsonElement value)
        {
            if (value.ValueKind != JsonValueKind.Object)
                return new(name, place, value, null);
            var members = new Member[value.GetPropertyCount()];
            var i = 0;
            foreach (var member in value.EnumerateObject())
            {
                var within = Shortened(place + "/" + JsonPointer.Escape(member.Name));
                members[i++] = Of(member.Name, within, member.Value);
            }

            return new(name, place, value, members);
        }
    }

    private sealed class Tally(int most)
    {
        public int Count { get; private set; }

        public List<string> Texts { get; } = [];

        /// <summary>One more; true: it is to be put into words.</summary>
        public bool Next() => ++Count <= most;
    }
}
