using System.Globalization;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Operations;

/// <summary>Asserts on the journal. Absent criteria match everything; without <c>times</c>, at least once.</summary>
internal sealed class AssertionOperations(VendorDirectory vendors, MockOptions options)
{
    public const string Example = """{"vendor":"SLUG","operation":"updateUser","status":204,"times":{"exactly":1}}""";

    private const int MaxMembers = 1000;

    /// <summary>Whether the sandbox's journal holds the exchanges described.</summary>
    public async ValueTask<AssertView> JudgeAsync(Sandbox sandbox, AssertRequest ask, CancellationToken stop)
    {
        if (ask.Vendor is { } slug)
            Given.Vendor(vendors, slug);
        var room = string.Create(
            CultureInfo.InvariantCulture,
            $"Start the mock with a larger --journal-entries (now {options.JournalEntries}), --journal-bytes "
                + $"(now {options.JournalBytes}) or --journal-total-bytes (now {options.JournalTotalBytes}), or "
                + $"empty the journal with DELETE /requests before what the assertion is about."
        );
        return await JudgeAsync(ask, await sandbox.Journal.SnapshotAsync(), room, stop);
    }

    /// <summary>Whether these entries hold the exchanges described.</summary>
    /// <param name="room">What to do when dropped entries leave it open.</param>
    public static ValueTask<AssertView> JudgeAsync(
        AssertRequest ask,
        JournalSnapshot snapshot,
        string room,
        CancellationToken stop = default
    )
    {
        if (ask.Trace is { } trace)
            Given.Trace(trace);
        if (ask.Body is { } body && ExpectedExchange.MembersOf(body) is var members and > MaxMembers)
        {
            throw RefusedException.Bad(
                $"body has {members} members, and each is looked for in every entry of the journal. "
                    + $"Send at most {MaxMembers}: those that tell the exchange from others."
            );
        }

        return new(new Assertion(ask, snapshot, room).Judge(stop));
    }
}
