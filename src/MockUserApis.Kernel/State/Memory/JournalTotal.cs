namespace MockUserApis.Kernel.State.Memory;

/// <summary>
/// What all journals of a process keep together. Their entries stand in one line by age, so that the oldest of all is
/// found at once, however many journals there are.
/// </summary>
public sealed class JournalTotal(long mostBytes)
{
    private readonly Lock gate = new();
    private JournalSlot? oldest;
    private JournalSlot? newest;
    private long bytes;

    public long Bytes => Interlocked.Read(ref bytes) + Keys.Bytes;

    public long Most => mostBytes;

    /// <summary>Room for the keys of forgotten entries, which take a quarter at most.</summary>
    public KeyRoom Keys { get; } = new(mostBytes / 4);

    /// <summary>Whose entry has to go; null while there is room, or when only the newest is left.</summary>
    internal MemoryJournal? Excess()
    {
        if (Bytes <= mostBytes) return null;
        lock (gate) return ReferenceEquals(oldest, newest) ? null : oldest!.Owner;
    }

    /// <summary>Counts room that holds no entry.</summary>
    internal void Count(long more) => Interlocked.Add(ref bytes, more);

    /// <param name="more">The bytes of it that are not counted yet.</param>
    /// <param name="old">One that leaves the line for it, and stays counted.</param>
    internal void Add(JournalSlot slot, MemoryJournal owner, long more, JournalSlot? old)
    {
        if (more != 0) Count(more);
        lock (gate)
        {
            (slot.Owner, slot.Before, slot.After) = (owner, newest, null);
            if (newest is null) oldest = slot;
            else newest.After = slot;
            newest = slot;
            if (old is not null) Cut(old);
        }
    }

    internal void Remove(JournalSlot slot)
    {
        Count(-slot.Bytes);
        Unlink(slot);
    }

    /// <summary>Takes it out of the line; its bytes stay counted.</summary>
    internal void Unlink(JournalSlot slot)
    {
        lock (gate) Cut(slot);
    }

    private void Cut(JournalSlot slot)
    {
        if (slot.Before is null) oldest = slot.After;
        else slot.Before.After = slot.After;
        if (slot.After is null) newest = slot.Before;
        else slot.After.Before = slot.Before;
        (slot.Owner, slot.Before, slot.After) = (null, null, null);
    }
}
