using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Http;

/// <summary>Asserts on the journal. Absent criteria match everything; without <c>times</c>, at least once.</summary>
internal static class AssertEndpoint
{
    private const int Few = 32;
    private const int MostMisses = 5;
    private const string Example = """{"vendor":"SLUG","operation":"updateUser","status":204,"times":{"exactly":1}}""";

    public static void Map(IEndpointRouteBuilder sandbox, ControlPlane control) =>
        sandbox.MapPost("/assert", async Task<IResult> (string sandbox, HttpContext http, CancellationToken _) =>
        {
            var box = control.Sandbox(sandbox);
            var ask = await Ask.Body(http, ControlJson.Plain.AssertRequest, Example);
            if (ask.Vendor is { } slug) control.Vendor(slug);
            var view = Judge(ask, box.Journal.Look(), Room(control.Options));
            return TypedResults.Json(view, ControlJson.Plain.AssertView, statusCode: view.Holds ? 200 : 422);
        }).WithSummary(
                "Whether the journal holds the exchanges described; 422 names the nearest misses, or says that it is "
                + "undecidable, because the journal dropped entries that decide it.")
            .Accepts<AssertRequest>("application/json").Produces<AssertView>().Produces<AssertView>(422).ProducesProblem(400).ProducesProblem(404);

    /// <summary>What to do when the journal was too small.</summary>
    public static string Room(MockOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"Start the mock with a larger --journal-entries (now {options.JournalEntries}), --journal-bytes "
        + $"(now {options.JournalBytes}) or --journal-total-bytes (now {options.JournalTotalBytes}), or empty the "
        + $"journal with DELETE /requests before what the assertion is about.");

    /// <param name="room">What to do when dropped entries leave it open.</param>
    internal static AssertView Judge(AssertRequest ask, JournalLook look, string room)
    {
        var times = ask.Times ?? new TimesRequest(null, 1, null);
        if (times is { Exactly: null, AtLeast: null, AtMost: null }) throw RefusedException.Bad("times is empty. Send exactly, atLeast or atMost, for example {\"times\":{\"exactly\":1}}.");
        if (times.Exactly < 0 || times.AtLeast < 0 || times.AtMost < 0) throw RefusedException.Bad($"times is {Wanted(times)}: no count is below 0. Send 0 or more.");
        var judged = look.Entries.Select(e => (Entry: e, Differences: Differences(ask, e))).ToList();
        var found = judged.Where(j => j.Differences.Count == 0).Select(j => Id(j.Entry)).ToList();
        var (surely, perhaps) = OfForgotten(ask, look.Forgotten);
        var (least, most) = (found.Count + surely, found.Count + surely + perhaps);
        var verdict = Verdict(times, least, most);
        var misses = verdict == true ? [] : judged.Where(j => j.Differences.Count > 0)
            .OrderBy(j => j.Differences.Count).ThenByDescending(j => j.Entry.Id).Take(MostMisses)
            .Select(j => new NearMiss(Id(j.Entry), j.Entry.Method, j.Entry.Target, j.Entry.Status, j.Differences));
        return new AssertView(verdict == true, least, Wanted(times), found, [.. misses])
        {
            Undecidable = verdict is null ? true : null,
            Dropped = look.Forgotten.Entries is > 0 and var dropped ? dropped : null,
            FoundAtMost = perhaps > 0 ? most : null,
            Detail = verdict is null ? Undecided(look.Forgotten.Entries, perhaps) + room : null,
        };
    }

    // A body is not kept of what was dropped: all that fit otherwise may have had it.
    private static (long Surely, long Perhaps) OfForgotten(AssertRequest ask, Forgotten forgotten)
    {
        var (surely, perhaps) = forgotten.Count(new EntryFilter(ask.Vendor, ask.Operation, ask.Status, ask.Key));
        return ask.Body is null ? (surely, perhaps) : (0, surely + perhaps);
    }

    // Null: undecidable. One bound that fails surely is enough to fail.
    private static bool? Verdict(TimesRequest times, long least, long most)
    {
        var low = Math.Max(times.Exactly ?? 0, times.AtLeast ?? 0);
        var high = Math.Min(times.Exactly ?? int.MaxValue, times.AtMost ?? int.MaxValue);
        if (most < low || least > high || low > high) return false;
        return least >= low && (most <= high || high == int.MaxValue) ? true : null;
    }

    private static string Undecided(long dropped, long perhaps) => string.Create(
        CultureInfo.InvariantCulture,
        $"The journal dropped {dropped} entries for want of room, and {perhaps} of them may fit or not. ");

    private static string Id(in JournalEntry entry) => entry.Id.ToString(CultureInfo.InvariantCulture);

    private static string Wanted(TimesRequest times) => string.Join(", ", new[]
    {
        times.Exactly is { } n ? $"exactly {n}" : null, times.AtLeast is { } low ? $"at least {low}" : null, times.AtMost is { } high ? $"at most {high}" : null,
    }.OfType<string>());

    private static List<string> Differences(AssertRequest ask, JournalEntry entry)
    {
        var differences = new List<string>();
        void Compare<T>(string what, T? wanted, T? actual)
        {
            if (wanted is not null && !EqualityComparer<T>.Default.Equals(wanted, actual)) differences.Add($"{what} is {actual?.ToString() ?? "none"}, not {wanted}");
        }

        Compare("vendor", ask.Vendor, entry.Vendor);
        Compare("operation", ask.Operation, entry.Operation);
        Compare("status", ask.Status, entry.Status);
        Compare("key", ask.Key, entry.Key);
        if (ask.Body is { } body) Body(body, entry, differences);
        return differences;
    }

    private static void Body(JsonElement wanted, JournalEntry entry, List<string> differences)
    {
        try
        {
            if (JsonBody.IsText(entry.RequestBody.Span))
            {
                Subset(wanted, RawJson.Parse(entry.RequestBody.Span), "", differences);
                return;
            }
        }
        catch (JsonException)
        {
            // No JSON either.
        }

        differences.Add("the request has no JSON body");
    }

    private static void Subset(JsonElement wanted, JsonElement actual, string at, List<string> differences)
    {
        if (wanted.ValueKind == JsonValueKind.Object && actual.ValueKind == JsonValueKind.Object)
        {
            var lookup = Lookup(actual);
            foreach (var member in wanted.EnumerateObject())
            {
                var pointer = at + "/" + JsonPointer.Escape(member.Name);
                var found = lookup is null
                    ? actual.TryGetProperty(member.Name, out var value)
                    : lookup.TryGetValue(member.Name, out value);
                if (found) Subset(member.Value, value, pointer, differences);
                else differences.Add($"{pointer} is absent, not {SchemaCheck.Shown(member.Value)}");
            }
        }
        else if (!JsonElement.DeepEquals(wanted, actual))
        {
            var place = at.Length == 0 ? "the body" : at;
            differences.Add($"{place} is {SchemaCheck.Shown(actual)}, not {SchemaCheck.Shown(wanted)}");
        }
    }

    // A search through a few members is quicker than to make a table of them.
    private static Dictionary<string, JsonElement>? Lookup(JsonElement actual)
    {
        if (actual.GetPropertyCount() <= Few) return null;
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        // Of a name that comes twice the last one counts, as in a search.
        foreach (var member in actual.EnumerateObject()) members[member.Name] = member.Value;
        return members;
    }
}
