namespace MockUserApis.Kernel.State;

/// <summary>A name that users share.</summary>
/// <param name="Spelling">As it was first given, by whatever name that means the same.</param>
/// <param name="IsNew">It was made just now.</param>
public readonly record struct SharedName(long Id, string Spelling, bool IsNew);

/// <summary>
/// Named things that users of a sandbox share (tags, companies, attributes), each with an id of its own.
/// </summary>
public abstract class References
{
    /// <summary>The name, made if new.</summary>
    /// <exception cref="StoreFullException">It is new, and there is no room for it.</exception>
    public abstract ValueTask<SharedName> GetAsync(string name);

    /// <summary>The name; null: there is none, and none is made.</summary>
    public abstract ValueTask<SharedName?> FindAsync(string name);

    /// <summary>The name of an id; null: no name has it.</summary>
    public abstract ValueTask<SharedName?> AtAsync(long id);

    /// <summary>All names in the order of their ids, those of the population first. One id follows another.</summary>
    public abstract ValueTask<IReadOnlyList<string>> AllAsync();

    /// <summary>Everything beyond the names of the population, for snapshots.</summary>
    public abstract ValueTask<IReadOnlyList<string>> AddedAsync();
}
