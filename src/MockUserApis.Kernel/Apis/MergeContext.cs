using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Apis;

/// <summary>What a merge may ask of its surroundings, and where it says what it relied on.</summary>
/// <param name="Sandbox">Clock, seed and the references (tags, companies) that users share.</param>
/// <param name="Ordinal">The user's number in the sandbox, for values derived from it.</param>
/// <param name="Exchange">The exchange to note evidence and findings on; null when the control plane seeds a user.</param>
public sealed record MergeContext(Sandbox Sandbox, Api Api, long Ordinal, Exchange? Exchange)
{
    public Vendor Vendor => Api.Vendor;

    /// <summary>The sandbox's time.</summary>
    public DateTimeOffset Now => Sandbox.Clock.GetUtcNow();

    /// <summary>The sandbox's time in Unix milliseconds.</summary>
    public long NowMillis => Now.ToUnixTimeMilliseconds();
}
