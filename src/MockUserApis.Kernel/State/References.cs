namespace MockUserApis.Kernel;

/// <summary>Named things that users of a sandbox share (tags, companies, attributes), each with an id of its own.</summary>
/// <param name="known">Names that the population uses: their ids are the same in every sandbox.</param>
public sealed class References(long firstId, IReadOnlyList<string> known)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, long> ids = known.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => firstId + p.i);

    /// <summary>The id of a name, made if new.</summary>
    public (long Id, bool Created) Get(string name)
    {
        lock (gate)
        {
            if (ids.TryGetValue(name, out var id)) return (id, false);
            ids[name] = id = firstId + ids.Count;
            return (id, true);
        }
    }

    /// <summary>Everything beyond the known names, for snapshots.</summary>
    public IReadOnlyList<string> Added
    {
        get { lock (gate) return [.. ids.OrderBy(p => p.Value).Skip(known.Count).Select(p => p.Key)]; }
    }
}
