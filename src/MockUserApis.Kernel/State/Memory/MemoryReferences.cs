namespace MockUserApis.Kernel.State.Memory;

/// <summary>Shared names in this process's memory.</summary>
/// <param name="share">Whose room new names take; null: nobody's.</param>
internal sealed class MemoryReferences(NameList names, Quota.Share? share = null) : References
{
    private readonly Lock gate = new();

    public override IReadOnlyList<string> Added
    {
        get { lock (gate) return names.Added; }
    }

    public override (long Id, bool Created) Get(string name)
    {
        lock (gate)
        {
            if (names.Find(name) is { } found) return (found.Id, false);
            names.MakeSure(name);
            share?.Take(0, Quota.SizeOf(name));
            return (names.Add(name), true);
        }
    }

    public override string Spelling(string name)
    {
        lock (gate) return names.Find(name)?.Name ?? name;
    }

    /// <summary>Takes up a name that was there before, and for which there is room already.</summary>
    public void Restore(string name)
    {
        lock (gate) names.Add(name);
    }
}
