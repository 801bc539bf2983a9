using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Apis;

/// <summary>
/// Shared names that a change needs, looked up before it: what is handed to a store may run more than once, and asks no
/// store itself.
/// </summary>
public sealed class SharedNames
{
    private readonly Dictionary<(string Kind, string Name), SharedName> found = [];

    /// <exception cref="KeyNotFoundException">Nobody looked it up: a defect.</exception>
    public SharedName this[string kind, string name] => found[(kind, name)];

    /// <summary>Null: it was looked up and there is none, or nobody looked.</summary>
    public SharedName? Find(string kind, string name) => found.TryGetValue((kind, name), out var it) ? it : null;

    public void Add(string kind, string name, SharedName it)
    {
        var isNew = it.IsNew || (found.TryGetValue((kind, name), out var before) && before.IsNew);
        found[(kind, name)] = it with { IsNew = isNew };
    }
}
