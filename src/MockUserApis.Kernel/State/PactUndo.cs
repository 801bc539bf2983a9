using System.Collections.Concurrent;

namespace MockUserApis.Kernel;

/// <summary>One thing to put back when a Pact state is torn down: data, so that any server of a cluster can do it.</summary>
/// <param name="What">user, deletion, limit, credential or fault.</param>
/// <param name="Id">The user's key or the fault's id.</param>
/// <param name="User">As it was; null: there was none.</param>
public sealed record Undo(Vendor Vendor, string What, string Id = "", StoredUser? User = null, RateLimiter? Limiter = null);

/// <summary>How to undo each Pact state that is set up.</summary>
public class PactUndo
{
    private readonly ConcurrentDictionary<string, IReadOnlyList<Undo>> kept = new(1, 4);

    public virtual void Keep(string state, IReadOnlyList<Undo> steps) => kept[state] = steps;

    /// <summary>The steps, in order, which nobody gets a second time; none when the state is not set up.</summary>
    public virtual IReadOnlyList<Undo> Take(string state) => kept.TryRemove(state, out var steps) ? steps : [];
}
