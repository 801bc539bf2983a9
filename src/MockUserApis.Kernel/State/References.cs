namespace MockUserApis.Kernel;

/// <summary>Named things that users of a sandbox share (tags, companies, attributes), each with an id of its own.</summary>
/// <param name="known">Names that the population uses: their ids are the same in every sandbox.</param>
/// <param name="same">Which names mean the same thing; null: those of the same characters.</param>
public class References(long firstId, IReadOnlyList<string> known, IEqualityComparer<string>? same = null)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (long Id, string Name)> ids = known.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => (firstId + p.i, p.name), same);

    /// <summary>The id of a name, made if new.</summary>
    public virtual (long Id, bool Created) Get(string name)
    {
        lock (gate)
        {
            if (ids.TryGetValue(name, out var found)) return (found.Id, false);
            var id = firstId + ids.Count;
            ids[name] = (id, name);
            return (id, true);
        }
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
