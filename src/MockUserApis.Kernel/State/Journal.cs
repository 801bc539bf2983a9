using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>One exchange as it happened, secrets already redacted. A value: the journal keeps its own copy.</summary>
public readonly record struct JournalEntry
{
    public required long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Vendor { get; init; }

    /// <summary>The id of the API that was asked; null: the vendor's first.</summary>
    public string? Api { get; init; }

    public string? Operation { get; init; }

    /// <summary>The user's id as the path names it, when the operation has one.</summary>
    public string? Key { get; init; }

    /// <summary>
    /// Of a request that was refused: whether the user that it was to act on was looked for and not there. Null: it was
    /// not refused, or an older entry.
    /// </summary>
    public bool? UserMissing { get; init; }

    public required string Method { get; init; }

    /// <summary>Path and query as sent.</summary>
    public required string Target { get; init; }

    /// <summary>The version that the client spoke: HTTP/1.0, HTTP/1.1 or HTTP/2; null: an older entry.</summary>
    public string? Protocol { get; init; }

    /// <summary>The port that it came to.</summary>
    public int Port { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> RequestHeaders { get; init; }

    public required ReadOnlyMemory<byte> RequestBody { get; init; }

    public required int Status { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> ResponseHeaders { get; init; }

    public required ReadOnlyMemory<byte> ResponseBody { get; init; }

    /// <summary>The answer's media type.</summary>
    public string? ContentType { get; init; }

    public required Evidence Evidence { get; init; }

    public required IReadOnlyList<Rule> Assumed { get; init; }

    public required IReadOnlyList<Finding> Findings { get; init; }

    public Refusal? Refusal { get; init; }

    /// <summary>Which credential it came with; null: one that opened nothing, or nobody will ask.</summary>
    public Presented? Presented { get; init; }

    /// <summary>What the vendor has and the mock lacked, in a sentence.</summary>
    public string? Lacks { get; init; }

    /// <summary>The fault that acted on it.</summary>
    public string? Fault { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>The client left before it had its answer: after how long. Status 0: before any of it was sent.</summary>
    public TimeSpan? Aborted { get; init; }

    public Way Way { get; init; }

    /// <summary>The user that it changed, before and after: references to what the store held.</summary>
    public Document? Before { get; init; }

    public Document? After { get; init; }

    /// <summary>It kept to the contract, and was answered below 400.</summary>
    public bool IsAccepted()
    {
        if (Status is 0 or >= 400) return false;
        for (var i = 0; i < Findings.Count; i++)
        {
            if (Findings[i].Breaks || Findings[i].Keyword != "readOnly") return false;
        }

        return true;
    }
}

/// <summary>What a journal keeps, oldest first, and the count of what it gave up: both of one moment.</summary>
public sealed record JournalLook(IReadOnlyList<JournalEntry> Entries, Forgotten Forgotten);

/// <summary>
/// The last exchanges of a sandbox, within a number of entries and of bytes: the oldest go first. What is kept is copied into
/// slots that are used again: an entry that lived for a thousand requests would cost the garbage collector more than its copy.
/// </summary>
/// <param name="total">What all journals may keep together; null: this one counts for itself.</param>
public class Journal(int mostEntries, long mostBytes, JournalTotal? total = null)
{
    private const int MostSpare = 8;

    private readonly Lock gate = new();
    private readonly Queue<JournalSlot> slots = new();
    private readonly Stack<JournalSlot> spare = new();
    private readonly Forgotten forgotten = new(total);
    private long next;
    private long bytes;

    // 0: there is none.
    private long headAge;
    private bool closed;
    private bool entered;

    private event Action<JournalEntry>? Appended;

    /// <summary>Of its oldest entry; null: it is empty.</summary>
    internal long? HeadAge => Volatile.Read(ref headAge) is var age and > 0 ? age : null;

    public virtual long NextId() => Interlocked.Increment(ref next);

    /// <summary>Hands a copy of every further entry to <paramref name="take"/>, which must not block, until disposed.</summary>
    public virtual IDisposable Follow(Action<JournalEntry> take)
    {
        Appended += take;
        return new Following(() => Appended -= take);
    }

    private sealed class Following(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

    public virtual void Append(in JournalEntry entry)
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

    /// <summary>How many entries were forgotten, for want of room, since the journal was last cleared.</summary>
    public virtual long Dropped
    {
        get { lock (gate) return forgotten.Entries; }
    }

    /// <summary>The client left in the middle of the answer that the entry tells of.</summary>
    public virtual void MarkAborted(string vendor, long id, TimeSpan after)
    {
        lock (gate) slots.FirstOrDefault(s => s.Id == id)?.MarkAborted(after);
    }

    public virtual JournalEntry? Find(long id)
    {
        lock (gate) return slots.FirstOrDefault(s => s.Id == id)?.Entry();
    }

    /// <summary>Oldest first.</summary>
    public virtual IReadOnlyList<JournalEntry> All()
    {
        lock (gate) return [.. slots.Select(s => s.Entry())];
    }

    public virtual JournalLook Look()
    {
        lock (gate) return new JournalLook([.. slots.Select(s => s.Entry())], forgotten.Copy());
    }

    public virtual void Clear()
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
            if (entered) total!.Leave(this);
        }
    }

    private void Keep(JournalSlot slot, long counted)
    {
        slots.Enqueue(slot);
        bytes += slot.Bytes;
        if (slot.Bytes != counted) total?.Count(slot.Bytes - counted);
        slot.Age = total?.NextAge() ?? 0;
        while (IsOver) Retire(Dequeue());
        SetHead();
        if (total is null || entered) return;
        entered = true;
        total.Enter(this, slot.Age);
    }

    private void SetHead() => Volatile.Write(ref headAge, slots.TryPeek(out var head) ? head.Age : 0);

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
        while (spare.TryPop(out var slot)) total?.Count(-slot.Bytes);
    }
}
