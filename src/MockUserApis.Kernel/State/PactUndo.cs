using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Kernel.State;

/// <summary>One thing to put back when a Pact state is torn down: data, so that any server of a cluster can do it.</summary>
/// <param name="What">user (a member of any collection), deletion, limit, credential or fault.</param>
/// <param name="Id">The member's key or the fault's id.</param>
/// <param name="User">As it was; null: there was none.</param>
public sealed record Undo(Vendor Vendor, string What, string Id = "", Member? User = null, RateLimiter? Limiter = null)
{
    /// <summary>Of which collection the member is.</summary>
    public Recipe Recipe { get; init; } = Vendor.Recipe;
}

/// <summary>How to undo each Pact state that is set up.</summary>
/// <param name="share">Whose room the steps take; null: nobody's.</param>
public class PactUndo(Quota.Share? share = null)
{
    /// <summary>The most steps of a sandbox.</summary>
    public const int Most = 1000;

    private const int StepOverhead = 200;

    private readonly Lock gate = new();
    private readonly Dictionary<UInt128, IReadOnlyList<Undo>> kept = [];

    /// <summary>How many steps are kept, over all states.</summary>
    public virtual int Count
    {
        get { lock (gate) return kept.Values.Sum(s => s.Count); }
    }

    public virtual void Keep(string state, IReadOnlyList<Undo> steps)
    {
        lock (gate)
        {
            share?.Take(0, SizeOf(steps));
            kept[Digest(state)] = steps;
        }
    }

    /// <summary>The steps, in order, which nobody gets a second time; none when the state is not set up.</summary>
    public virtual IReadOnlyList<Undo> Take(string state)
    {
        lock (gate)
        {
            if (!kept.Remove(Digest(state), out var steps)) return [];
            share?.Take(0, -SizeOf(steps));
            return steps;
        }
    }

    private static long SizeOf(IReadOnlyList<Undo> steps) =>
        steps.Sum(s => StepOverhead + (2 * s.Id.Length) + (s.User?.Document.Size ?? 0));

    // Of a state with parameters the text may be long.
    private static UInt128 Digest(string state) =>
        BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(MemoryMarshal.AsBytes(state.AsSpan())));
}
