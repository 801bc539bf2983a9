namespace MockUserApis.Kernel.State.Memory;

/// <summary>
/// The last exchanges of a sandbox, within a number of entries and of bytes: the oldest go first. What is kept is copied into
/// slots that are used again: an entry that lived for a thousand requests would cost the garbage collector more than its copy.
/// </summary>
/// <param name="total">What all journals may keep together; null: this one counts for itself.</param>
public sealed class MemoryJournal(int mostEntries, long mostBytes, JournalTotal? total = null) : Journal
{
    private const int MostSpare = 8;

    private readonly Lock gate = new();
    private readonly Queue<JournalSlot> slots = new();
    private readonly Stack<JournalSlot> spare = new();
    private readonly Forgotten forgotten = new(total?.Keys);
    private long next;
    private long bytes;
    private bool closed;

    private event Action<JournalEntry>? Appended;

    /// <summary>The id of the next exchange.</summary>
    public long NextId() => Interlocked.Increment(ref next);

    public override IDisposable Follow(Action<JournalEntry> take)
    {
        Appended += take;
        return new Following(() => Appended -= take);
    }

    private sealed class Following(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

    public override void Append(in JournalEntry entry, NewPoints? exercised = null)
    {
        var watchers = Appended;
        var copy = default(JournalEntry);
        lock (gate)
        {
            // What waits for another use is counted, and counts no more than once.
            var counted = spare.TryPop(out var slot) ? slot.Bytes : 0;
            slot ??= new JournalSlot();
            slot.Take(entry);
            if (watchers is not null) copy = slot.Entry();
            if (!closed) Keep(slot, counted);
            else total?.Count(-counted);
        }

        // Not under the lock: the oldest entry of all is likely another journal's.
        while (total?.Excess() is { } oldest) oldest.GiveWay();
        watchers?.Invoke(copy);
    }

    public override long Dropped
    {
        get { lock (gate) return forgotten.Entries; }
    }

    public override void MarkAborted(string vendor, long id, TimeSpan after)
    {
        lock (gate) slots.FirstOrDefault(s => s.Id == id)?.MarkAborted(after);
    }

    public override JournalEntry? Find(long id)
    {
        lock (gate) return slots.FirstOrDefault(s => s.Id == id)?.Entry();
    }

    public override IReadOnlyList<JournalEntry> All()
    {
        lock (gate) return [.. slots.Select(s => s.Entry())];
    }

    public override JournalLook Look()
    {
        lock (gate) return new JournalLook([.. slots.Select(s => s.Entry())], forgotten.Copy());
    }

    public override void Clear()
    {
        lock (gate)
        {
            if (total is not null) foreach (var slot in slots) total.Remove(slot);
            slots.Clear();
            DropSpare();
            forgotten.Clear();
            bytes = 0;
        }
    }

    /// <summary>Its sandbox is gone: what was under way is written for nobody.</summary>
    internal void Close()
    {
        lock (gate)
        {
            closed = true;
            Clear();
        }
    }

    // Mostly one comes and one goes: then the total is asked once.
    private void Keep(JournalSlot slot, long counted)
    {
        slots.Enqueue(slot);
        bytes += slot.Bytes;
        var old = IsOver ? Dequeue() : null;
        total?.Add(slot, this, slot.Bytes - counted, old);
        if (old is not null) Retire(old);
        while (IsOver)
        {
            old = Dequeue();
            total?.Unlink(old);
            Retire(old);
        }
    }

    private bool IsOver => slots.Count > mostEntries || (bytes > mostBytes && slots.Count > 1);

    private void Retire(JournalSlot old)
    {
        if (spare.Count < MostSpare) spare.Push(old);
        else total?.Count(-old.Bytes);
    }

    // Others need the room: nothing is kept for another use.
    private void GiveWay()
    {
        lock (gate)
        {
            DropSpare();
            if (slots.Count > 0 && total!.Bytes > total.Most) Forget();
        }
    }

    private void Forget()
    {
        var slot = Dequeue();
        total?.Remove(slot);
    }

    private JournalSlot Dequeue()
    {
        var slot = slots.Dequeue();
        bytes -= slot.Bytes;
        forgotten.Add(slot.Kind);
        return slot;
    }

    private void DropSpare()
    {
        while (spare.TryPop(out var slot)) total?.Count(-slot.Bytes);
    }
}
