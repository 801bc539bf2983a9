namespace MockUserApis.Kernel.State;

/// <summary>What a journal keeps, oldest first, and the count of what it gave up: both of one moment.</summary>
public sealed record JournalLook(IReadOnlyList<JournalEntry> Entries, Forgotten Forgotten);

/// <summary>
/// The last exchanges of a sandbox, within a number of entries and of bytes: the oldest go first.
/// </summary>
public abstract class Journal
{
    /// <param name="exercised">What its coverage found new in it, to be kept together; null: nothing.</param>
    public abstract void Append(in JournalEntry entry, NewPoints? exercised = null);

    /// <summary>
    /// Hands a copy of every further entry to <paramref name="take"/>, which must not block, until disposed.
    /// </summary>
    public abstract IDisposable Follow(Action<JournalEntry> take);

    /// <summary>How many entries were forgotten, for want of room, since the journal was last cleared.</summary>
    public abstract long Dropped { get; }

    /// <summary>The client left in the middle of the answer that the entry tells of.</summary>
    public abstract void MarkAborted(string vendor, long id, TimeSpan after);

    public abstract JournalEntry? Find(long id);

    /// <summary>Oldest first.</summary>
    public abstract IReadOnlyList<JournalEntry> All();

    /// <summary>All of them and the count of forgotten ones.</summary>
    public abstract JournalLook Look();

    public abstract void Clear();
}
