using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MockUserApis.Kernel.State.Memory;

/// <summary>The steps that undo Pact states, in this process's memory.</summary>
/// <param name="share">Whose room the steps take.</param>
internal sealed class MemoryPactUndo(Quota.Share share) : PactUndo
{
    private const int StepOverhead = 200;

    private readonly Lock gate = new();
    private readonly Dictionary<UInt128, IReadOnlyList<Undo>> kept = [];

    public override int Count
    {
        get
        {
            lock (gate)
                return kept.Values.Sum(s => s.Count);
        }
    }

    public override void Keep(string state, IReadOnlyList<Undo> steps)
    {
        lock (gate)
        {
            share.Take(0, SizeOf(steps));
            kept[Digest(state)] = steps;
        }
    }

    public override IReadOnlyList<Undo> Take(string state)
    {
        lock (gate)
        {
            if (!kept.Remove(Digest(state), out var steps))
                return [];
            share.Take(0, -SizeOf(steps));
            return steps;
        }
    }

    private static long SizeOf(IReadOnlyList<Undo> steps) =>
        steps.Sum(s => StepOverhead + (2 * s.Id.Length) + (s.User?.Document.Size ?? 0));

    // Of a state with parameters the text may be long.
    private static UInt128 Digest(string state) =>
        BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(MemoryMarshal.AsBytes(state.AsSpan())));
}
