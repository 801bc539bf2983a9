namespace MockUserApis.Kernel.State.Memory;

/// <summary>
/// What all journals of a process keep together. Every entry has an age; the journals wait in a queue by the age of
/// their oldest, so that the oldest of all is found at once. An append only counts: the queue is put in order when room
/// is wanted.
/// </summary>
public sealed class JournalTotal(long maxBytes)
{
    private readonly Lock gate = new();

    // Each with an age that its oldest entry surely has not passed: a journal's head only becomes younger.
    private readonly PriorityQueue<MemoryJournal, long> journals = new();
    private long ages;
    private long bytes;

    public long Bytes => Interlocked.Read(ref bytes) + Keys.Bytes;

    public long MaxBytes => maxBytes;

    /// <summary>Room for the keys of forgotten entries, which take a quarter at most.</summary>
    public KeyRoom Keys { get; } = new(maxBytes / 4);

    /// <summary>The age of an entry that comes now: the greater, the younger.</summary>
    internal long NextAge() => Interlocked.Increment(ref ages);

    /// <summary>It has its first entry.</summary>
    internal void Enter(MemoryJournal journal, long age)
    {
        lock (gate)
            journals.Enqueue(journal, age);
    }

    /// <summary>It will have no further entry.</summary>
    internal void Leave(MemoryJournal journal)
    {
        lock (gate)
            journals.Remove(journal, out _, out _);
    }

    /// <summary>Whose entry has to go; null while there is room, or when only the newest is left.</summary>
    internal MemoryJournal? Excess()
    {
        if (Bytes <= maxBytes)
            return null;
        lock (gate)
        {
            var newest = Interlocked.Read(ref ages);
            while (journals.TryPeek(out var journal, out var known))
            {
                var age = journal.HeadAge;
                if (known >= newest)
                    return null;
                if (age == known)
                    return journal;
                // An empty one's next entry is younger than all there are.
                journals.DequeueEnqueue(journal, age ?? newest);
            }

            return null;
        }
    }

    /// <summary>Counts room, or gives it back.</summary>
    internal void Count(long more) => Interlocked.Add(ref bytes, more);
}
