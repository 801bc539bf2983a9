namespace MockUserApis.Kernel.State.Memory;

/// <summary>
/// What is kept is copied into slots that are used again: an entry that lived for a thousand requests would cost the
/// garbage collector more than its copy.
/// </summary>
/// <param name="total">What all journals may keep together; null: this one counts for itself.</param>
public sealed class MemoryJournal(int maxEntries, long maxBytes, JournalTotal? total = null) : Journal
{
    private const int MaxSpare = 8;

    private readonly Lock gate = new();
    private readonly Queue<JournalSlot> slots = new();
    private readonly Stack<JournalSlot> spare = new();
    private readonly Forgotten forgotten = new(total?.Keys);
    private EntryKind? last;
    private long next;
    private long bytes;

    // 0: there is none.
    private long headAge;
    private bool closed;
    private bool entered;

    private event Action<JournalEntry>? Appended;

    /// <summary>Of its oldest entry; null: it is empty.</summary>
    internal long? HeadAge => Volatile.Read(ref headAge) is var age and > 0 ? age : null;

    /// <summary>The id of the next exchange.</summary>
    public long NextId() => Interlocked.Increment(ref next);

    public override ValueTask<IDisposable> FollowAsync(Action<JournalEntry> take)
    {
        Appended += take;
        return new(new Following(() => Appended -= take));
    }

    private sealed class Following(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

    public override ValueTask AppendAsync(in JournalEntry entry, NewPoints? exercised = null)
    {
        Append(entry);
        return ValueTask.CompletedTask;
    }

    /// <summary>What was exercised is counted already: see <see cref="MemoryCoverage"/>.</summary>
    public void Append(in JournalEntry entry)
    {
        if (Appended is { } watchers)
        {
            Append(entry, watchers);
            return;
        }

        lock (gate)
            Add(entry);
        MakeRoom();
    }

    private void Append(in JournalEntry entry, Action<JournalEntry> watchers)
    {
        JournalEntry copy;
        lock (gate)
            copy = Add(entry).Entry();
        MakeRoom();
        watchers(copy);
    }

    private JournalSlot Add(in JournalEntry entry)
    {
        // What waits for another use is counted, and counts no more than once.
        var counted = spare.TryPop(out var slot) ? slot.Bytes : 0;
        slot ??= new JournalSlot();
        slot.Take(entry, last);
        last = slot.Kind;
        if (!closed)
            Keep(slot, counted);
        else
            total?.Count(-counted);
        return slot;
    }

    // Not under the lock: the oldest entry of all is likely another journal's.
    private void MakeRoom()
    {
        while (total?.Excess() is { } oldest)
            oldest.GiveWay();
    }

    public override ValueTask<long> DroppedAsync()
    {
        lock (gate)
            return new(forgotten.Entries);
    }

    public override ValueTask MarkAbortedAsync(string vendor, long id, TimeSpan after)
    {
        lock (gate)
            slots.FirstOrDefault(s => s.Id == id)?.MarkAborted(after);
        return ValueTask.CompletedTask;
    }

    public override ValueTask<JournalEntry?> FindAsync(long id) => new(Find(id));

    public JournalEntry? Find(long id)
    {
        lock (gate)
            return slots.FirstOrDefault(s => s.Id == id)?.Entry();
    }

    public override ValueTask<IReadOnlyList<JournalEntry>> AllAsync() => new(All());

    public IReadOnlyList<JournalEntry> All()
    {
        lock (gate)
            return [.. slots.Select(s => s.Entry())];
    }

    public override ValueTask<JournalSnapshot> SnapshotAsync()
    {
        lock (gate)
            return new(new JournalSnapshot([.. slots.Select(s => s.Entry())], forgotten.Copy()));
    }

    public override ValueTask ClearAsync()
    {
        Clear();
        return ValueTask.CompletedTask;
    }

    public void Clear()
    {
        lock (gate)
        {
            total?.Count(-bytes);
            slots.Clear();
            DropSpare();
            SetHead();
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
            if (entered)
                total!.Leave(this);
        }
    }

    private void Keep(JournalSlot slot, long counted)
    {
        slots.Enqueue(slot);
        bytes += slot.Bytes;
        if (slot.Bytes != counted)
            total?.Count(slot.Bytes - counted);
        slot.Age = total?.NextAge() ?? 0;
        while (IsOver)
            Retire(Dequeue());
        SetHead();
        if (total is null || entered)
            return;
        entered = true;
        total.Enter(this, slot.Age);
    }

    private void SetHead() => Volatile.Write(ref headAge, slots.TryPeek(out var head) ? head.Age : 0);

    private bool IsOver => slots.Count > maxEntries || (bytes > maxBytes && slots.Count > 1);

    private void Retire(JournalSlot old)
    {
        if (spare.Count < MaxSpare)
            spare.Push(old);
        else
            total?.Count(-old.Bytes);
    }

    // Others need the room: nothing is kept for another use.
    private void GiveWay()
    {
        lock (gate)
        {
            DropSpare();
            if (slots.Count > 0 && total!.Bytes > total.MaxBytes)
                Forget();
        }
    }

    private void Forget()
    {
        total!.Count(-Dequeue().Bytes);
        SetHead();
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
        while (spare.TryPop(out var slot))
            total?.Count(-slot.Bytes);
    }
}
