namespace MockUserApis.Kernel.State;

/// <summary>What a journal keeps, oldest first, and the count of what it gave up: both of one moment.</summary>
public sealed record JournalSnapshot(IReadOnlyList<JournalEntry> Entries, Forgotten Forgotten);

/// <summary>
/// The last exchanges of a sandbox, within a number of entries and of bytes: the oldest go first.
/// </summary>
public abstract class Journal
{
    /// <param name="exercised">What its coverage found new in it, to be kept together; null: nothing.</param>
    public abstract ValueTask AppendAsync(in JournalEntry entry, NewPoints? exercised = null);

    /// <summary>
    /// Hands a copy of every further entry to <paramref name="take"/>, which must not block, until disposed.
    /// </summary>
    public abstract ValueTask<IDisposable> FollowAsync(Action<JournalEntry> take);

    /// <summary>How many entries were forgotten, for want of room, since the journal was last cleared.</summary>
    public abstract ValueTask<long> DroppedAsync();

    /// <summary>The client left in the middle of the answer that the entry tells of.</summary>
    public abstract ValueTask MarkAbortedAsync(string vendor, long id, TimeSpan after);

    public abstract ValueTask<JournalEntry?> FindAsync(long id);

    /// <summary>Oldest first.</summary>
    public abstract ValueTask<IReadOnlyList<JournalEntry>> AllAsync();

    /// <summary>All of them and the count of forgotten ones.</summary>
    public abstract ValueTask<JournalSnapshot> SnapshotAsync();

    public abstract ValueTask ClearAsync();
}
