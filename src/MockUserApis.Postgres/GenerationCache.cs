using System.Collections.Concurrent;
using MockUserApis.Kernel.Contract;

namespace MockUserApis.Postgres;

/// <summary>
/// What a node may remember of a generation: names and coverage only ever grow, so that what it holds is never wrong,
/// at most short.
/// </summary>
internal sealed class GenerationCache
{
    public ConcurrentDictionary<(string Vendor, string Kind), PostgresReferences> References { get; } = new(1, 4);

    public ConcurrentDictionary<VendorContract, PostgresCoverage> Coverage { get; } = new(1, 4);
}
