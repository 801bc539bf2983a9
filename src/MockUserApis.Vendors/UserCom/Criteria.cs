using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>An e-mail address, a key, a phone number, your own id: a user has all that are asked for.</summary>
internal sealed record Criteria(string? Email, string? Key, string? Phone, string? OwnId)
{
    public bool IsEmpty => Email is null && Key is null && Phone is null && OwnId is null;

    /// <summary>Those who fit, the oldest first.</summary>
    public IEnumerable<Member> Matches(Collection users) => Candidates(users).Where(u =>
        Has(u, "email", Email) && Has(u, "key", Key) && Has(u, "phone_number", Phone) && Has(u, "user_id", OwnId));

    // Never the whole population: a generated user's values lead back to it, and the others are in memory.
    private IEnumerable<Member> Candidates(Collection users) =>
        Key is not null ? users.Find(Seed.ByKey, Key) is { } user ? [user] : []
        : OwnId is not null ? users.FindKey(OwnId) is { } own ? [own] : []
        : Email is not null ? Generated(users, Persona.OrdinalOfEmail(Email), long.MaxValue)
            .Concat(Changed(users, "email", Email)).OrderBy(u => u.Ordinal)
        : Phone is not null ? Merged(
            Generated(users, Seed.FirstWithPhone(Phone), 100), Changed(users, "phone_number", Phone))
        : [];

    private static IEnumerable<Member> Changed(Collection users, string field, string value) =>
        users.Changed().Where(u => u.Document.Text(field) == value);

    // Those that were changed are left out: they are among the changed ones.
    private static IEnumerable<Member> Generated(Collection users, long? first, long step)
    {
        for (var ordinal = first ?? long.MaxValue; ordinal <= users.Population.Size; ordinal += step)
        {
            if (!users.HasChanged(ordinal) && users.At(ordinal) is { } user) yield return user;
            if (step > users.Population.Size) yield break;
        }
    }

    private static IEnumerable<Member> Merged(IEnumerable<Member> endless, IEnumerable<Member> changed)
    {
        var rest = new Queue<Member>(changed.OrderBy(u => u.Ordinal));
        foreach (var user in endless)
        {
            while (rest.TryPeek(out var next) && next.Ordinal < user.Ordinal) yield return rest.Dequeue();
            yield return user;
        }

        foreach (var user in rest) yield return user;
    }

    private static bool Has(Member user, string field, string? wanted) =>
        wanted is null || user.Document.Text(field) == wanted;
}
