using System.Globalization;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Operations;

/// <summary>An assertion, held against the entries of a journal.</summary>
/// <param name="room">What to do when dropped entries leave it open.</param>
internal sealed class Assertion(AssertRequest ask, JournalSnapshot snapshot, string room)
{
    private const int MaxMisses = 5;

    public AssertView Judge(CancellationToken stop)
    {
        var times = ask.Times ?? new TimesRequest(null, 1, null);
        if (times is { Exactly: null, AtLeast: null, AtMost: null })
        {
            throw RefusedException.Bad(
                "times is empty. Send exactly, atLeast or atMost, for example {\"times\":{\"exactly\":1}}."
            );
        }

        if (times.Exactly < 0 || times.AtLeast < 0 || times.AtMost < 0)
        {
            throw RefusedException.Bad($"times is {Wanted(times)}: no count is below 0. Send 0 or more.");
        }

        var expected = new ExpectedExchange(ask);
        var found = new List<string>();
        var nearest = new PriorityQueue<int, (int, long)>();
        for (var i = 0; i < snapshot.Entries.Count; i++)
        {
            stop.ThrowIfCancellationRequested();
            var entry = snapshot.Entries[i];
            var differences = expected.CountDifferences(entry);
            if (differences == 0)
                found.Add(Id(entry));
            // First out is the one with the most differences, and of those the oldest.
            else if (nearest.Count < MaxMisses)
                nearest.Enqueue(i, (-differences, entry.Id));
            else
                nearest.EnqueueDequeue(i, (-differences, entry.Id));
        }

        var (surely, perhaps) = OfForgotten();
        var (least, most) = (found.Count + surely, found.Count + surely + perhaps);
        var verdict = Verdict(times, least, most);
        var misses = verdict == true ? [] : Misses(nearest, expected);
        return new AssertView(verdict == true, least, Wanted(times), found, misses)
        {
            Undecidable = verdict is null ? true : null,
            Dropped = snapshot.Forgotten.Entries is > 0 and var dropped ? dropped : null,
            FoundAtMost = perhaps > 0 ? most : null,
            Detail = verdict is null ? Undecided(snapshot.Forgotten.Entries, perhaps) + room : null,
        };
    }

    // The nearest first, and of those the newest.
    private NearMiss[] Misses(PriorityQueue<int, (int, long)> nearest, ExpectedExchange expected)
    {
        var misses = new NearMiss[nearest.Count];
        while (nearest.Count > 0)
        {
            var entry = snapshot.Entries[nearest.Dequeue()];
            misses[nearest.Count] = new(
                Id(entry),
                entry.Method,
                entry.Target,
                entry.Status,
                expected.Differences(entry)
            );
        }

        return misses;
    }

    // Body and trace are not kept of what was dropped: all that fit otherwise may have had them.
    private (long Surely, long Perhaps) OfForgotten()
    {
        var (surely, perhaps) = snapshot.Forgotten.Count(
            new EntryFilter(ask.Vendor, ask.Operation, ask.Status, ask.Key)
        );
        return ask is { Body: null, Trace: null } ? (surely, perhaps) : (0, surely + perhaps);
    }

    // Null: undecidable. One bound that fails surely is enough to fail.
    private static bool? Verdict(TimesRequest times, long least, long most)
    {
        var low = Math.Max(times.Exactly ?? 0, times.AtLeast ?? 0);
        var high = Math.Min(times.Exactly ?? int.MaxValue, times.AtMost ?? int.MaxValue);
        if (most < low || least > high || low > high)
            return false;
        return least >= low && (most <= high || high == int.MaxValue) ? true : null;
    }

    private static string Undecided(long dropped, long perhaps) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"The journal dropped {dropped} entries for want of room, and {perhaps} of them may fit or not. "
        );

    private static string Id(in JournalEntry entry) => entry.Id.ToString(CultureInfo.InvariantCulture);

    private static string Wanted(TimesRequest times) =>
        string.Join(
            ", ",
            new[]
            {
                times.Exactly is { } n ? $"exactly {n}" : null,
                times.AtLeast is { } low ? $"at least {low}" : null,
                times.AtMost is { } high ? $"at most {high}" : null,
            }.OfType<string>()
        );
}
