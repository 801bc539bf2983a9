using System.Runtime.InteropServices;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.State.Memory;

/// <summary>
/// Room for one entry of a <see cref="MemoryJournal"/>, used again and again: what is large is copied into one buffer.
/// </summary>
internal sealed class JournalSlot
{
    // The objects around what is counted exactly.
    private const int Overhead = 468;
    private const int MaxIdle = 1024;
    private const int FindingSize = 200;

    private JournalEntry slim;
    private byte[] buffer = [];
    private KeyValuePair<string, string>[] headers = [];
    private Rule[] assumed = [];
    private int used,
        headerCount,
        assumedCount;
    private int request,
        response;
    private Copied before,
        after;

    /// <summary>See <see cref="JournalTotal.NextAge"/>.</summary>
    public long Age { get; set; }

    public long Id => slim.Id;

    /// <summary>What stays known of it when it is gone.</summary>
    public EntryKind Kind { get; private set; } = null!;

    /// <summary>About what the entry takes, in bytes.</summary>
    public long Bytes { get; private set; }

    /// <param name="last">The kind of the entry before: most are of the same, and share it.</param>
    public void Take(in JournalEntry entry, EntryKind? last)
    {
        Kind = last?.IsOf(entry) == true ? last : EntryKind.Of(entry);
        slim = entry with
        {
            RequestHeaders = [],
            RequestBody = default,
            ResponseBody = default,
            Assumed = [],
            Before = null,
            After = null,
        };
        Room(
            entry.RequestBody.Length
                + entry.ResponseBody.Length
                + Copied.SizeOf(entry.Before)
                + Copied.SizeOf(entry.After)
        );
        request = Put(entry.RequestBody.Span);
        response = Put(entry.ResponseBody.Span);
        before = Put(entry.Before);
        after = Put(entry.After);
        headerCount = Fill(ref headers, entry.RequestHeaders);
        assumedCount = Fill(ref assumed, entry.Assumed);
        Bytes = buffer.Length + AroundBodies(entry, headers.AsSpan(0, headerCount));
    }

    public void MarkAborted(TimeSpan after) => slim = slim with { Aborted = after };

    /// <summary>About what an entry takes in bytes.</summary>
    public static long SizeOf(in JournalEntry entry) =>
        AroundBodies(entry, [.. entry.RequestHeaders])
        + entry.RequestBody.Length
        + entry.ResponseBody.Length
        + Copied.SizeOf(entry.Before)
        + Copied.SizeOf(entry.After);

    /// <summary>The entry as it was taken, in memory of its own.</summary>
    public JournalEntry Entry()
    {
        var copy = buffer.AsMemory(0, used).ToArray();
        return slim with
        {
            RequestHeaders = headers[..headerCount],
            RequestBody = copy.AsMemory(0, request),
            ResponseBody = copy.AsMemory(request, response),
            Assumed = assumed[..assumedCount],
            Before = before.Document(copy),
            After = after.Document(copy),
        };
    }

    // A slot counts with all its room, and one long body does not keep it for the short ones that follow.
    private void Room(int bytes)
    {
        used = 0;
        if (buffer.Length < bytes || buffer.Length > (2 * bytes) + MaxIdle)
            buffer = new byte[bytes];
    }

    private int Put(ReadOnlySpan<byte> span)
    {
        span.CopyTo(buffer.AsSpan(used));
        used += span.Length;
        return span.Length;
    }

    private Copied Put(Document? document)
    {
        if (document is null)
            return default;
        var copied = new Copied(document.Shape, used, document.Bytes.Length);
        Put(document.Bytes);
        Put(MemoryMarshal.AsBytes(document.Ends));
        return copied;
    }

    private static int Fill<T>(ref T[] own, IReadOnlyList<T> from)
    {
        if (own.Length < from.Count)
            own = new T[from.Count];
        for (var i = 0; i < from.Count; i++)
            own[i] = from[i];
        return from.Count;
    }

    // A name in the body can be as long as the body: a finding's pointer is, then. A refusal names the path once more.
    private static long AroundBodies(in JournalEntry entry, ReadOnlySpan<KeyValuePair<string, string>> headers)
    {
        long letters = (2 * entry.Target.Length) + (entry.Key?.Length ?? 0) + (entry.Lacks?.Length ?? 0);
        letters += entry.Trace?.Length ?? 0;
        foreach (var (name, value) in headers)
            letters += name.Length + value.Length;
        var findings = entry.Findings;
        for (var i = 0; i < findings.Count; i++)
        {
            letters += findings[i].Pointer.Length + findings[i].Expected.Length + findings[i].Actual.Length;
        }

        return Overhead + (FindingSize * findings.Count) + (2 * letters);
    }

    /// <summary>Where a document lies in the buffer: its JSON, then where each field ends.</summary>
    private readonly record struct Copied(Shape? Shape, int Start, int Length)
    {
        public static int SizeOf(Document? document) =>
            document is null ? 0 : document.Bytes.Length + (sizeof(int) * document.Ends.Length);

        public Document? Document(byte[] from) =>
            Shape is null
                ? null
                : new Document(
                    Shape,
                    from[Start..(Start + Length)],
                    MemoryMarshal
                        .Cast<byte, int>(from.AsSpan(Start + Length, sizeof(int) * Shape.Fields.Count))
                        .ToArray()
                );
    }
}
