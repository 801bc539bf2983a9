using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.GainsightPx;

/// <summary>The users of one account.</summary>
internal static class AccountsUsers
{
    /// <summary>Deletes them softly, all or none.</summary>
    public static async ValueTask DeleteAsync(Collection users, string id, DateTimeOffset now)
    {
        var deleted = new List<Member>();
        try
        {
            foreach (var user in await OfAsync(users, id))
            {
                if (await users.DeleteAsync(user, now, revivable: true))
                    deleted.Add(user);
            }
        }
        catch (StoreFullException)
        {
            foreach (var user in deleted)
                await users.ReviveAsync(user, user.Document);
            throw;
        }
    }

    private static async ValueTask<IEnumerable<Member>> OfAsync(Collection users, string id)
    {
        var changed = (await users.ChangesAsync()).ToList();
        var known = changed.Select(c => c.Ordinal).ToHashSet();
        var moved = changed.Where(c => c.DeletedAt is null && c.Document.Text("accountId") == id);
        return moved
            .Select(c => new Member(c.Ordinal, c.Document))
            .Concat(
                OfPopulation(users.Population, id)
                    .Where(i => !known.Contains(i))
                    .Select(i => users.Population.At(i)!.Value)
            );
    }

    private static IEnumerable<long> OfPopulation(Population users, string id)
    {
        if (AccountSeed.Ordinal(id) is not { } number || AccountSeed.IdOf(number) != id)
            yield break;
        var account = new UsersAccount(users.Seed);
        for (long i = 1; i <= users.Size; i++)
        {
            if (account.Of(i) == number)
                yield return i;
        }
    }
}
