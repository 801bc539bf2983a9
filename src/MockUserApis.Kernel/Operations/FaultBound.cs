using MockUserApis.Kernel.State;

namespace MockUserApis.Kernel.Operations;

/// <summary>How many faults a sandbox takes.</summary>
internal static class FaultBound
{
    private const int MostFaults = 1000;

    /// <summary>Refuses when no further fault may be armed.</summary>
    public static void MakeSure(Sandbox sandbox)
    {
        if (sandbox.Faults.All.Count < MostFaults) return;
        throw new RefusedException(
            409, "Too many faults",
            $"{MostFaults} faults are armed already. DELETE some of them, or all with "
            + $"DELETE /_mock/sandboxes/{sandbox.Name}/faults.");
    }
}
