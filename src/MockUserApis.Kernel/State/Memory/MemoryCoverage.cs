using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.State.Memory;

/// <summary>Coverage that is counted where it is found: nothing of it waits for the journal.</summary>
internal sealed class MemoryCoverage(VendorContract contract) : Coverage
{
    private readonly SeenPoints seen = new(contract, collects: false);
    private readonly ConcurrentDictionary<Operation, StrongBox<long>> missing = new();

    public override ValueTask<IReadOnlyList<Rule>> AssumedAsync() =>
        new([.. seen.Assumed.OrderBy(r => r.Name, StringComparer.Ordinal)]);

    public override ValueTask<IReadOnlyList<(Operation Operation, long Count)>> NotMockedAsync() =>
        new([
            .. missing
                .Select(m => (Operation: m.Key, Count: m.Value.Value))
                .OrderBy(m => m.Operation.Path, StringComparer.Ordinal)
                .ThenBy(m => m.Operation.Method, StringComparer.Ordinal),
        ]);

    public override NewPoints? Count(in Exercise request)
    {
        if (request.Lacked is { } lacked)
        {
            Interlocked.Increment(ref missing.GetOrAdd(lacked, static _ => new StrongBox<long>()).Value);
        }

        return seen.Count(request);
    }

    public override ValueTask<IReadOnlyList<(string Point, bool Seen)>> PointsOfAsync(Operation operation) =>
        new([.. seen.PointsOf(operation)]);
}
