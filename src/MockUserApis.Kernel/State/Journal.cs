namespace MockUserApis.Kernel;

/// <summary>One exchange as it happened, secrets already redacted. Immutable once appended.</summary>
public sealed class JournalEntry
{
    public required long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Vendor { get; init; }

    public string? Operation { get; init; }

    /// <summary>The user's id as the path names it, when the operation has one.</summary>
    public string? Key { get; init; }

    public required string Method { get; init; }

    /// <summary>Path and query as sent.</summary>
    public required string Target { get; init; }

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

    /// <summary>The fault that acted on it.</summary>
    public string? Fault { get; init; }

    public required TimeSpan Duration { get; init; }

    public Way Way { get; init; }

    /// <summary>The user that it changed, before and after: references to what the store held.</summary>
    public Document? Before { get; init; }

    public Document? After { get; init; }

    internal long Bytes => 460 + RequestBody.Length + ResponseBody.Length + (Before?.Bytes.Length ?? 0) + (After?.Bytes.Length ?? 0) + (Findings.Count * 200) + (2 * Target.Length) + HeaderBytes;

    private long HeaderBytes
    {
        get
        {
            long bytes = 0;
            foreach (var (name, value) in RequestHeaders) bytes += 2 * (name.Length + value.Length);
            return bytes;
        }
    }
}

/// <summary>The last exchanges of a sandbox, within a number of entries and of bytes: the oldest go first.</summary>
public class Journal(int mostEntries, long mostBytes)
{
    private readonly Lock gate = new();
    private readonly Queue<JournalEntry> entries = new();
    private long next;
    private long bytes;

    /// <summary>Raised after an entry was appended, for live views. Handlers must not block.</summary>
    public event Action<JournalEntry>? Appended;

    public virtual long NextId() => Interlocked.Increment(ref next);

    /// <summary>Hands every further entry to <paramref name="take"/>, until disposed.</summary>
    public virtual IDisposable Follow(Action<JournalEntry> take)
    {
        Appended += take;
        return new Following(() => Appended -= take);
    }

    private sealed class Following(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

    public virtual void Append(JournalEntry entry)
    {
        lock (gate)
        {
            entries.Enqueue(entry);
            bytes += entry.Bytes;
            while (entries.Count > mostEntries || (bytes > mostBytes && entries.Count > 1)) bytes -= entries.Dequeue().Bytes;
        }

        Appended?.Invoke(entry);
    }

    public virtual JournalEntry? Find(long id)
    {
        lock (gate) return entries.FirstOrDefault(e => e.Id == id);
    }

    /// <summary>Oldest first.</summary>
    public virtual IReadOnlyList<JournalEntry> All()
    {
        lock (gate) return [.. entries];
    }

    public virtual void Clear()
    {
        lock (gate)
        {
            entries.Clear();
            bytes = 0;
        }
    }
}
