using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MockUserApis.Kernel.Operations;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Http;

/// <summary>Asserts on the journal. Absent criteria match everything; without <c>times</c>, at least once.</summary>
internal static class AssertEndpoint
{
    private const int MostMisses = 5;
    private const int MostMembers = 1000;
    private const string Example = """{"vendor":"SLUG","operation":"updateUser","status":204,"times":{"exactly":1}}""";

    public static void Map(IEndpointRouteBuilder sandbox, ControlPlane control) =>
        sandbox.MapPost("/assert", async Task<IResult> (string sandbox, HttpContext http, CancellationToken _) =>
        {
            var box = control.Sandbox(sandbox);
            var ask = await Ask.Body(http, ControlJson.Plain.AssertRequest, Example);
            if (ask.Vendor is { } slug) control.Vendor(slug);
            if (ask.Body is { } body && ExpectedExchange.MembersOf(body) is var members and > MostMembers)
            {
                throw RefusedException.Bad(
                    $"body has {members} members, and each is looked for in every entry of the journal. "
                    + $"Send at most {MostMembers}: those that tell the exchange from others.");
            }

            var view = Judge(ask, box.Journal.Look(), Room(control.Options), http.RequestAborted);
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
    internal static AssertView Judge(
        AssertRequest ask, JournalLook look, string room, CancellationToken stop = default)
    {
        var times = ask.Times ?? new TimesRequest(null, 1, null);
        if (times is { Exactly: null, AtLeast: null, AtMost: null }) throw RefusedException.Bad("times is empty. Send exactly, atLeast or atMost, for example {\"times\":{\"exactly\":1}}.");
        if (times.Exactly < 0 || times.AtLeast < 0 || times.AtMost < 0) throw RefusedException.Bad($"times is {Wanted(times)}: no count is below 0. Send 0 or more.");
        var expected = new ExpectedExchange(ask);
        var found = new List<string>();
        var nearest = new PriorityQueue<int, (int, long)>();
        for (var i = 0; i < look.Entries.Count; i++)
        {
            stop.ThrowIfCancellationRequested();
            var entry = look.Entries[i];
            var differences = expected.CountDifferences(entry);
            if (differences == 0) found.Add(Id(entry));
            // First out is the one with the most differences, and of those the oldest.
            else if (nearest.Count < MostMisses) nearest.Enqueue(i, (-differences, entry.Id));
            else nearest.EnqueueDequeue(i, (-differences, entry.Id));
        }

        var (surely, perhaps) = OfForgotten(ask, look.Forgotten);
        var (least, most) = (found.Count + surely, found.Count + surely + perhaps);
        var verdict = Verdict(times, least, most);
        var misses = verdict == true ? [] : Misses(nearest, look, expected);
        return new AssertView(verdict == true, least, Wanted(times), found, misses)
        {
            Undecidable = verdict is null ? true : null,
            Dropped = look.Forgotten.Entries is > 0 and var dropped ? dropped : null,
            FoundAtMost = perhaps > 0 ? most : null,
            Detail = verdict is null ? Undecided(look.Forgotten.Entries, perhaps) + room : null,
        };
    }

    // The nearest first, and of those the newest.
    private static NearMiss[] Misses(
        PriorityQueue<int, (int, long)> nearest, JournalLook look, ExpectedExchange expected)
    {
        var misses = new NearMiss[nearest.Count];
        while (nearest.Count > 0)
        {
            var entry = look.Entries[nearest.Dequeue()];
            misses[nearest.Count] =
                new(Id(entry), entry.Method, entry.Target, entry.Status, expected.Differences(entry));
        }

        return misses;
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
}
