using System.Collections.Concurrent;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>
/// How many users each account has: those that the population gives it, which is arithmetic, and what became of those
/// users that were changed, added or deleted.
/// </summary>
internal sealed class Headcount
{
    /// <summary>Up to so many users each is counted, once in a process: some ten nanoseconds a user.</summary>
    private const long MostCounted = 10_000_000;
    private const int MostKept = 64;

    public static readonly Rule CountRule = new(
        "account/numberOfUsers",
        ASSUMED,
        "the users with this accountId, deleted ones not; beyond a population of 10,000,000 the unchanged ones count "
            + "as evenly spread over the accounts that have any"
    );

    private static readonly ConcurrentDictionary<(long Seed, long Size), long[]> Counted = new();

    private readonly Dictionary<string, long> changes = new(StringComparer.Ordinal);
    private readonly long[] population;

    private Headcount(long[] population) => this.population = population;

    public static async ValueTask<Headcount> OfAsync(Collection users)
    {
        var made = users.Population;
        var (count, account) = (new Headcount(OfPopulation(made)), new UsersAccount(made.Seed));
        foreach (var change in await users.ChangesAsync())
        {
            if (change.Ordinal <= made.Size)
                count.Add(AccountSeed.IdOf(account.Of(change.Ordinal)), -1);
            if (change.DeletedAt is null && change.Document.Text("accountId") is { } now)
                count.Add(now, 1);
        }

        return count;
    }

    /// <summary>The account with its number of users.</summary>
    public Document Complete(Document account) =>
        account.With(draft => draft.Set("numberOfUsers", Of(account.Text("id") ?? "")));

    private long Of(string id)
    {
        var made =
            AccountSeed.Ordinal(id) is { } number and >= 1 and <= AccountSeed.WithUsers
            && AccountSeed.IdOf(number) == id
                ? population[number - 1]
                : 0;
        return Math.Max(0, made + changes.GetValueOrDefault(id));
    }

    private void Add(string id, int more) => changes[id] = changes.GetValueOrDefault(id) + more;

    private static long[] OfPopulation(Population users)
    {
        if (users.Size > MostCounted)
            return Spread(users.Size);
        if (Counted.Count >= MostKept)
            Counted.Clear();
        return Counted.GetOrAdd((users.Seed, users.Size), static of => Count(of.Seed, of.Size));
    }

    private static long[] Count(long seed, long size)
    {
        var (counts, account) = (new long[AccountSeed.WithUsers], new UsersAccount(seed));
        for (long i = 1; i <= size; i++)
            counts[account.Of(i) - 1]++;
        return counts;
    }

    private static long[] Spread(long size)
    {
        var counts = new long[AccountSeed.WithUsers];
        for (var i = 0; i < counts.Length; i++)
            counts[i] = (size / counts.Length) + (i < size % counts.Length ? 1 : 0);
        return counts;
    }
}
