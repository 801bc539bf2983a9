using System.Collections.Concurrent;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

/// <summary>
/// With which seed and population the sandbox was made that a request will enter, before its row is read. A wrong guess
/// costs a further look at the database.
/// </summary>
internal sealed class Guesses(MockOptions server)
{
    private const int Most = 10_000;

    // By name or credential. Most sandboxes are made as the default one is, and are not in it.
    private readonly ConcurrentDictionary<string, (long Seed, long Users)> others = new(StringComparer.Ordinal);

    /// <summary>The ordinal that the value is likely to lead to; 0: none.</summary>
    public long Likely(in Visit visit, MemberIndex index, string value)
    {
        var (seed, users) =
            Place(visit) is { } place && others.TryGetValue(place, out var other)
                ? other
                : (server.Seed, server.Population);
        return Population.Of(visit.Vendor, visit.Vendor.Recipe, seed, users).Ordinal(index, value) ?? 0;
    }

    /// <summary>It was wrong: the next one for such a request will be right.</summary>
    public void Correct(in Visit visit, SandboxOptions right)
    {
        if (Place(visit) is not { } place)
            return;
        if (others.Count >= Most)
            others.Clear();
        others[place] = (right.Seed, right.Population);
    }

    private static string? Place(in Visit visit) => visit.Name ?? visit.Credential;
}
