using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.Apis;

/// <summary>What a merge may ask of its surroundings, and where it says what it relied on.</summary>
/// <param name="Sandbox">Clock and seed. A merge asks no store.</param>
/// <param name="Ordinal">The user's number in the sandbox, for values derived from it.</param>
/// <param name="Exchange">
/// The exchange to note evidence and findings on; null when the control plane seeds a user.
/// </param>
/// <param name="Names">The shared names (tags, companies) that it needs; null: it needs none.</param>
public sealed record MergeContext(Sandbox Sandbox, Api Api, long Ordinal, Exchange? Exchange, SharedNames? Names = null)
{
    /// <summary>A shared name that was looked up before the merge.</summary>
    public SharedName Named(string kind, string name) =>
        Names?[kind, name] ?? throw new InvalidOperationException($"Nobody looked up the {kind} before the merge.");

    public Vendor Vendor => Api.Vendor;

    /// <summary>The sandbox's time.</summary>
    public DateTimeOffset Now => Sandbox.Clock.GetUtcNow();

    /// <summary>The sandbox's time in Unix milliseconds.</summary>
    public long NowMillis => Now.ToUnixTimeMilliseconds();
}
