using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MockUserApis.Kernel.State;

/// <summary>
/// How many entries a journal gave up for want of room, by kind and key. Exact, and bounded: beyond so many keys only
/// the kind is counted, and what is asked of one key cannot be told any more.
/// </summary>
/// <param name="room">What the keys of all journals may take together; null: this one counts for itself.</param>
public sealed class Forgotten(KeyRoom? room = null)
{
    public const int MaxKeys = 10_000;
    public const int MaxKeyLength = 256;

    // Vendors, operations and statuses without a key: as many as contracts have, unless faults invent statuses.
    private const int MaxRows = MaxKeys + 4096;

    // A row of the table with the objects in it, save the key's letters.
    private const int RowSize = 128;

    private readonly Dictionary<EntryKind, long> counts = [];

    // Most clients do the same again and again: these wait to be counted in their row.
    private EntryKind? last;
    private long waiting;
    private int keys;
    private long keyBytes;

    /// <summary>All that were given up.</summary>
    public long Entries { get; private set; }

    /// <summary>Those that are in no row: an older program gave them up, or they cannot be read.</summary>
    private long Unknown { get; set; }

    public void Add(EntryKind kind, long entries = 1)
    {
        if (waiting > 0 && (ReferenceEquals(kind, last) || kind == last))
        {
            waiting += entries;
            Entries += entries;
            return;
        }

        Settle();
        ref var known = ref CollectionsMarshal.GetValueRefOrNullRef(counts, kind);
        if (Unsafe.IsNullRef(ref known))
        {
            AddNew(kind, entries);
            return;
        }

        (last, waiting) = (kind, entries);
        Entries += entries;
    }

    private void Settle()
    {
        if (waiting > 0)
            counts[last!] += waiting;
        waiting = 0;
    }

    /// <summary>Nothing is known of these but that they were there.</summary>
    public void AddUnknown(long entries)
    {
        Entries += entries;
        Unknown += entries;
    }

    /// <summary>Of what is looked for, how many there were surely, and how many more there may have been.</summary>
    public (long Surely, long Perhaps) Count(in EntryFilter filter)
    {
        Settle();
        var (surely, perhaps) = (0L, Unknown);
        foreach (var (kind, entries) in counts)
        {
            if (!filter.Fits(kind))
                continue;
            if (filter.IsUnsure(kind))
                perhaps += entries;
            else
                surely += entries;
        }

        return (surely, perhaps);
    }

    public void Clear()
    {
        room?.Give(keyBytes);
        counts.Clear();
        (keys, keyBytes, Entries, Unknown, waiting) = (0, 0, 0, 0, 0);
    }

    /// <summary>As it stands, for readers.</summary>
    public Forgotten Copy()
    {
        Settle();
        var copy = new Forgotten { Entries = Entries, Unknown = Unknown };
        foreach (var (kind, entries) in counts)
            copy.counts.Add(kind, entries);
        return copy;
    }

    private void AddNew(EntryKind kind, long entries)
    {
        var row = kind.Key is { } key && !Keep(key) ? kind.WithoutKey() : kind;
        var before = counts.GetValueOrDefault(row);
        if (before == 0 && counts.Count >= MaxRows)
        {
            AddUnknown(entries);
            return;
        }

        counts[row] = before + entries;
        Entries += entries;
    }

    private bool Keep(string key)
    {
        if (keys == MaxKeys || key.Length > MaxKeyLength)
            return false;
        var size = RowSize + (2 * key.Length);
        if (room is not null && !room.TryTake(size))
            return false;
        keys++;
        keyBytes += size;
        return true;
    }
}
