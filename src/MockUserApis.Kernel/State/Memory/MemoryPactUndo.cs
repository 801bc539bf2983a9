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

    public override ValueTask<int> CountAsync()
    {
        lock (gate)
            return new(kept.Values.Sum(s => s.Count));
    }

    public override ValueTask KeepAsync(string state, IReadOnlyList<Undo> steps)
    {
        lock (gate)
        {
            share.Take(0, SizeOf(steps));
            kept[Digest(state)] = steps;
        }

        return ValueTask.CompletedTask;
    }

    public override ValueTask<IReadOnlyList<Undo>> TakeAsync(string state)
    {
        lock (gate)
        {
            if (!kept.Remove(Digest(state), out var steps))
                return new([]);
            share.Take(0, -SizeOf(steps));
            return new(steps);
        }
    }

    private static long SizeOf(IReadOnlyList<Undo> steps) =>
        steps.Sum(s => StepOverhead + (2 * s.Id.Length) + (s.User?.Document.Size ?? 0));

    // Of a state with parameters the text may be long.
    private static UInt128 Digest(string state) =>
        BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(MemoryMarshal.AsBytes(state.AsSpan())));
}
