namespace MockUserApis.Kernel.State;

/// <summary>Names in the order of their ids. It takes no lock: its owner does.</summary>
/// <param name="known">Names that the population uses: their ids are the same in every sandbox.</param>
/// <param name="same">Which names mean the same thing; null: those of the same characters.</param>
internal sealed class NameList(long firstId, IReadOnlyList<string> known, IEqualityComparer<string>? same)
{
    /// <summary>The most bytes of new names: they are all in memory, and nothing ever removes one.</summary>
    private const long MaxBytes = 16 << 20;

    private readonly Dictionary<string, (long Id, string Name)> ids = known
        .Select((name, i) => (name, i))
        .ToDictionary(p => p.name, p => (firstId + p.i, p.name), same);

    private readonly List<string> all = [.. known];
    private long bytes;

    /// <summary>In the order of their ids; a copy.</summary>
    public IReadOnlyList<string> All => [.. all];

    /// <summary>Everything beyond the known names; a copy.</summary>
    public IReadOnlyList<string> Added => all[known.Count..];

    /// <summary>The name of an id; null: no name has it.</summary>
    public SharedName? At(long id) =>
        id >= firstId && id - firstId < all.Count ? new SharedName(id, all[(int)(id - firstId)], IsNew: false) : null;

    /// <summary>Null when it is not in the list.</summary>
    public SharedName? Find(string name) =>
        ids.TryGetValue(name, out var found) ? new SharedName(found.Id, found.Name, IsNew: false) : null;

    /// <summary>Puts a name at the end, unless it is in the list.</summary>
    /// <returns>Its id.</returns>
    public long Add(string name)
    {
        if (ids.TryGetValue(name, out var found))
            return found.Id;
        bytes += Quota.SizeOf(name);
        var id = firstId + all.Count;
        ids[name] = (id, name);
        all.Add(name);
        return id;
    }

    /// <exception cref="StoreFullException">There is no room for a new name.</exception>
    public void MakeSure(string name)
    {
        if (bytes + Quota.SizeOf(name) <= MaxBytes)
            return;
        throw StoreFullException.OfSandboxes($"{MaxBytes >> 20} MiB of shared names of one kind in a sandbox");
    }
}
