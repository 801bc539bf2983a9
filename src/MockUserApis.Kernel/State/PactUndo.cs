using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>
/// One thing to put back when a Pact state is torn down: data, so that any server of a cluster can do it.
/// </summary>
/// <param name="What">user (a member of any collection), deletion, limit, credential or fault.</param>
/// <param name="Id">The member's key or the fault's id.</param>
/// <param name="User">As it was; null: there was none.</param>
/// <param name="Limits">As they were; null: they were not changed.</param>
public sealed record Undo(Vendor Vendor, string What, string Id = "", Member? User = null, LimitState? Limits = null)
{
    /// <summary>Of which collection the member is.</summary>
    public Recipe Recipe { get; init; } = Vendor.Recipe;
}

/// <summary>How to undo each Pact state that is set up.</summary>
public abstract class PactUndo
{
    /// <summary>The most steps of a sandbox.</summary>
    public const int MaxSteps = 1000;

    /// <summary>How many steps are kept, over all states.</summary>
    public abstract ValueTask<int> CountAsync();

    public abstract ValueTask KeepAsync(string state, IReadOnlyList<Undo> steps);

    /// <summary>The steps, in order, which nobody gets a second time; none when the state is not set up.</summary>
    public abstract ValueTask<IReadOnlyList<Undo>> TakeAsync(string state);
}
