namespace MockUserApis.Kernel.State.Memory;

/// <summary>Shared names in this process's memory.</summary>
/// <param name="share">Whose room new names take; null: they are not counted.</param>
internal sealed class MemoryReferences(NameList names, Quota.Share? share = null) : References
{
    private readonly Lock gate = new();

    public override ValueTask<IReadOnlyList<string>> AddedAsync() => new(Added());

    /// <summary>Everything beyond the names of the population.</summary>
    public IReadOnlyList<string> Added()
    {
        lock (gate)
            return names.Added;
    }

    public override ValueTask<SharedName> GetAsync(string name) => new(Get(name));

    public override ValueTask<SharedName?> FindAsync(string name)
    {
        lock (gate)
            return new(names.Find(name));
    }

    public override ValueTask<SharedName?> AtAsync(long id)
    {
        lock (gate)
            return new(names.At(id));
    }

    public override ValueTask<IReadOnlyList<string>> AllAsync()
    {
        lock (gate)
            return new(names.All);
    }

    private SharedName Get(string name)
    {
        lock (gate)
        {
            if (names.Find(name) is { } found)
                return found;
            names.MakeSure(name);
            share?.Take(0, Quota.SizeOf(name));
            return new SharedName(names.Add(name), name, IsNew: true);
        }
    }

    /// <summary>Takes up a name that was there before, and for which there is room already.</summary>
    public void Restore(string name)
    {
        lock (gate)
            names.Add(name);
    }
}
