using System.Collections.Concurrent;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

/// <summary>
/// What is thought of the sandbox that a request will enter, before its row is read: how it was made, and whether the
/// vendor's limits count there. A wrong guess costs a further look at the database, once.
/// </summary>
internal sealed class Guesses(MockOptions server)
{
    private const int Most = 10_000;

    // With --auth any, a credential is as long as its sender likes.
    private const int MaxLength = 256;

    // By name or credential. Most sandboxes are as the default one is, and are not in it.
    private readonly ConcurrentDictionary<(Vendor, string), Guess> others = new();

    public Guess Of(in Visit visit) =>
        Place(visit) is { } place && others.TryGetValue(place, out var other)
            ? other
            : new(server.Seed, server.Population, server.RateLimits);

    /// <summary>The next guess of such a request.</summary>
    public void Correct(in Visit visit, Guess right)
    {
        if (Place(visit) is not { Item2.Length: <= MaxLength } place)
            return;
        if (others.Count >= Most)
            others.Clear();
        others[place] = right;
    }

    /// <summary>What leads the request to its sandbox; null: nothing, to the default one.</summary>
    public static (Vendor, string)? Place(in Visit visit) =>
        (visit.Name ?? visit.Credential) is { } place ? (visit.Vendor, place) : null;
}
