using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>An e-mail address, a key, a phone number, your own id: a user has all that are asked for.</summary>
internal sealed record Criteria(string? Email, string? Key, string? Phone, string? OwnId)
{
    public bool IsEmpty => Email is null && Key is null && Phone is null && OwnId is null;

    /// <summary>Those who fit, the oldest first.</summary>
    public IAsyncEnumerable<Member> MatchesAsync(Collection users) =>
        CandidatesAsync(users)
            .Where(u =>
                Has(u, "email", Email)
                && Has(u, "key", Key)
                && Has(u, "phone_number", Phone)
                && Has(u, "user_id", OwnId)
            );

    // Never the whole population: a generated user's values lead back to it, and the others are in memory.
    private async IAsyncEnumerable<Member> CandidatesAsync(Collection users)
    {
        if (Key is not null)
        {
            if (await users.FindAsync(Seed.ByKey, Key) is { } user)
                yield return user;
        }
        else if (OwnId is not null)
        {
            if (await users.FindKeyAsync(OwnId) is { } own)
                yield return own;
        }
        else if (Email is not null)
        {
            var found = await GeneratedAsync(users, Persona.OrdinalOfEmail(Email), long.MaxValue).ToListAsync();
            found.AddRange(await ChangedAsync(users, "email", Email));
            foreach (var user in found.OrderBy(u => u.Ordinal))
                yield return user;
        }
        else if (Phone is not null)
        {
            var changed = await ChangedAsync(users, "phone_number", Phone);
            var generated = GeneratedAsync(users, Seed.FirstWithPhone(Phone), 100);
            await foreach (var user in MergedAsync(generated, changed))
                yield return user;
        }
    }

    private static async ValueTask<IEnumerable<Member>> ChangedAsync(Collection users, string field, string value) =>
        (await users.ChangedAsync()).Where(u => u.Document.Text(field) == value);

    // Those that were changed are left out: they are among the changed ones.
    private static async IAsyncEnumerable<Member> GeneratedAsync(Collection users, long? first, long step)
    {
        for (var ordinal = first ?? long.MaxValue; ordinal <= users.Population.Size; ordinal += step)
        {
            if (!await users.HasChangedAsync(ordinal) && await users.AtAsync(ordinal) is { } user)
                yield return user;
            if (step > users.Population.Size)
                yield break;
        }
    }

    private static async IAsyncEnumerable<Member> MergedAsync(
        IAsyncEnumerable<Member> endless,
        IEnumerable<Member> changed
    )
    {
        var rest = new Queue<Member>(changed.OrderBy(u => u.Ordinal));
        await foreach (var user in endless)
        {
            while (rest.TryPeek(out var next) && next.Ordinal < user.Ordinal)
                yield return rest.Dequeue();
            yield return user;
        }

        foreach (var user in rest)
            yield return user;
    }

    private static bool Has(Member user, string field, string? wanted) =>
        wanted is null || user.Document.Text(field) == wanted;
}
