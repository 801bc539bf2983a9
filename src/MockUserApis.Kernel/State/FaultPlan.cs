namespace MockUserApis.Kernel.State;

/// <summary>The armed faults of a sandbox, oldest first; the first that fits acts.</summary>
public abstract class FaultPlan
{
    /// <summary>What is armed, with how often each may still act (null: no end).</summary>
    public abstract ValueTask<IReadOnlyList<(Fault Fault, int? Left)>> AllAsync();

    public abstract ValueTask<Fault> ArmAsync(Fault fault);

    /// <summary>False when none of that id is armed.</summary>
    public abstract ValueTask<bool> DisarmAsync(string id);

    public abstract ValueTask ClearAsync();

    /// <summary>The fault that acts on a request, counted; null when none does.</summary>
    internal abstract ValueTask<Fault?> TakeAsync(string vendor, string? operation, string? key, long seed);
}
