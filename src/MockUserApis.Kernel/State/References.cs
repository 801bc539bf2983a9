namespace MockUserApis.Kernel.State;

/// <summary>Named things that users of a sandbox share (tags, companies, attributes), each with an id of its own.</summary>
public abstract class References
{
    /// <summary>The id of a name, made if new.</summary>
    /// <exception cref="StoreFullException">It is new, and there is no room for it.</exception>
    public abstract (long Id, bool Created) Get(string name);

    /// <summary>The name as it was first given, by whatever name that means the same.</summary>
    public abstract string Spelling(string name);

    /// <summary>Everything beyond the names of the population, for snapshots.</summary>
    public abstract IReadOnlyList<string> Added { get; }
}
