namespace MockUserApis.Kernel.State;

/// <summary>Named things that users of a sandbox share (tags, companies, attributes), each with an id of its own.</summary>
/// <param name="known">Names that the population uses: their ids are the same in every sandbox.</param>
/// <param name="same">Which names mean the same thing; null: those of the same characters.</param>
/// <param name="share">Whose room new names take; null: nobody's.</param>
public class References(
    long firstId, IReadOnlyList<string> known, IEqualityComparer<string>? same = null, Quota.Share? share = null)
{
    /// <summary>The most bytes of new names: they are all in memory, and nothing ever removes one.</summary>
    private const long MostBytes = 16 << 20;

    private readonly Lock gate = new();
    private long bytes;
    private readonly Dictionary<string, (long Id, string Name)> ids = known.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => (firstId + p.i, p.name), same);

    /// <summary>The id of a name, made if new.</summary>
    /// <exception cref="StoreFullException">It is new, and there is no room for it.</exception>
    public virtual (long Id, bool Created) Get(string name)
    {
        lock (gate)
        {
            if (ids.TryGetValue(name, out var found)) return (found.Id, false);
            MakeSure(name);
            share?.Take(0, Quota.SizeOf(name));
            return (Add(name), true);
        }
    }

    /// <summary>Takes up a name that was there before, and for which there is room already.</summary>
    public long Restore(string name)
    {
        lock (gate) return ids.TryGetValue(name, out var found) ? found.Id : Add(name);
    }

    /// <summary>Throws when there is no room for a new name.</summary>
    protected void MakeSure(string name)
    {
        if (Interlocked.Read(ref bytes) + Quota.SizeOf(name) <= MostBytes) return;
        throw StoreFullException.OfSandboxes($"{MostBytes >> 20} MiB of shared names of one kind in a sandbox");
    }

    private long Add(string name)
    {
        bytes += Quota.SizeOf(name);
        var id = firstId + ids.Count;
        ids[name] = (id, name);
        return id;
    }

    /// <summary>The name as it was first given, by whatever name that means the same.</summary>
    public virtual string Spelling(string name)
    {
        lock (gate) return ids.TryGetValue(name, out var found) ? found.Name : name;
    }

    /// <summary>The id of a name that is held; null when it is not.</summary>
    protected long? Held(string name)
    {
        lock (gate) return ids.TryGetValue(name, out var found) ? found.Id : null;
    }

    /// <summary>Everything beyond the known names, for snapshots.</summary>
    public virtual IReadOnlyList<string> Added
    {
        get { lock (gate) return [.. ids.Values.OrderBy(p => p.Id).Skip(known.Count).Select(p => p.Name)]; }
    }
}
