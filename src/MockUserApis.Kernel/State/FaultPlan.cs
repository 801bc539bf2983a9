namespace MockUserApis.Kernel.State;

/// <summary>The armed faults of a sandbox, oldest first; the first that fits acts.</summary>
public abstract class FaultPlan
{
    /// <summary>What is armed, with how often each may still act (null: no end).</summary>
    public abstract IReadOnlyList<(Fault Fault, int? Left)> All { get; }

    public abstract Fault Arm(Fault fault);

    public abstract bool Disarm(string id);

    public abstract void Clear();

    /// <summary>The fault that acts on a request, counted; null when none does.</summary>
    internal abstract Fault? Take(string vendor, string? operation, string? key, long seed);
}
