using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Knowledge;

namespace MockUserApis.Kernel.State;

/// <summary>
/// What a sandbox's clients have exercised of a vendor's contract: operations, statuses, and each request field as
/// absent, null and value, and each enum word.
/// </summary>
public abstract class Coverage
{
    /// <summary>ASSUMED rules that answers relied on.</summary>
    public abstract ValueTask<IReadOnlyList<Rule>> AssumedAsync();

    /// <summary>How often what the vendor has and the mock lacks was asked for.</summary>
    public abstract ValueTask<IReadOnlyList<(Operation Operation, long Count)>> NotMockedAsync();

    /// <summary>Counts a request.</summary>
    /// <returns>What is new and has to go with its journal entry; null: nothing has.</returns>
    public abstract NewPoints? Count(in Exercise request);

    /// <summary>
    /// Every point of an operation in the spec's order, with whether it was seen: <c>called</c>, <c>status:204</c>,
    /// <c>field:score:null</c>, <c>enum:type:LEAD</c>.
    /// </summary>
    public abstract ValueTask<IReadOnlyList<(string Point, bool Seen)>> PointsOfAsync(Operation operation);
}
