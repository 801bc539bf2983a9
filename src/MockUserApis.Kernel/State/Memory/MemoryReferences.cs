namespace MockUserApis.Kernel.State.Memory;

/// <summary>Shared names in this process's memory.</summary>
/// <param name="share">Whose room new names take; null: nobody's.</param>
internal sealed class MemoryReferences(NameList names, Quota.Share? share = null) : References
{
    private readonly Lock gate = new();

    public override IReadOnlyList<string> Added
    {
        get
        {
            lock (gate)
                return names.Added;
        }
    }

    public override SharedName Get(string name)
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

    public override SharedName? Find(string name)
    {
        lock (gate)
            return names.Find(name);
    }

    /// <summary>Takes up a name that was there before, and for which there is room already.</summary>
    public void Restore(string name)
    {
        lock (gate)
            names.Add(name);
    }
}
