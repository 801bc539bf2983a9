using System.Globalization;
using MockUserApis.Kernel;
using static MockUserApis.Kernel.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>Finds users by e-mail, key and phone number, all of which must match.</summary>
internal sealed class Search(UserStore users, string? email, string? key, string? phone)
{
    private const int Most = 100;

    private static readonly Rule OneOfManyRule = new("search/one", ASSUMED, "of several matches the oldest user answers");

    public static IEnumerable<Rule> All => [OneOfManyRule];

    /// <summary>REC: one user, not a list. DOC: with many=true an array; ASSUMED: of a page's length at most.</summary>
    public Reply Answer(bool many)
    {
        var found = Matches().Take(many ? Most : 2).ToList();
        if (!many) return found is [var one, ..] ? Because(found.Count, Reply.Json(200, View.Of(one.Document))) : Errors.NotFound;
        return Reply.Json(200, RawJson.Write(found, static (json, all) =>
        {
            json.WriteStartArray();
            foreach (var user in all) View.Write(json, user.Document);
            json.WriteEndArray();
        }));
    }

    private static Reply Because(int count, Reply reply) => count > 1 ? reply.Because(OneOfManyRule) : reply;

    private IEnumerable<StoredUser> Matches() => Candidates().Where(u => Has(u, "email", email) && Has(u, "key", key) && Has(u, "phone_number", phone));

    // Never the whole population: a generated user's values lead back to it, and the others are in memory.
    private IEnumerable<StoredUser> Candidates() =>
        key is not null ? users.Find(Seed.ByKey, key) is { } user ? [user] : []
        : email is not null ? Generated(Persona.OrdinalOfEmail(email), long.MaxValue).Concat(Changed("email", email)).OrderBy(u => u.Ordinal)
        : phone is not null ? Merged(Generated(Seed.FirstWithPhone(phone), 100), Changed("phone_number", phone))
        : [];

    private IEnumerable<StoredUser> Changed(string field, string value) => users.Changed().Where(u => u.Document.Text(field) == value);

    // Those that were changed are left out: they are among the changed ones.
    private IEnumerable<StoredUser> Generated(long? first, long step)
    {
        for (var ordinal = first ?? long.MaxValue; ordinal <= users.Population.Size; ordinal += step)
        {
            if (!users.HasChanged(ordinal) && users.At(ordinal) is { } user) yield return user;
            if (step > users.Population.Size) yield break;
        }
    }

    private static IEnumerable<StoredUser> Merged(IEnumerable<StoredUser> endless, IEnumerable<StoredUser> changed)
    {
        var rest = new Queue<StoredUser>(changed.OrderBy(u => u.Ordinal));
        foreach (var user in endless)
        {
            while (rest.TryPeek(out var next) && next.Ordinal < user.Ordinal) yield return rest.Dequeue();
            yield return user;
        }

        foreach (var user in rest) yield return user;
    }

    private static bool Has(StoredUser user, string field, string? wanted) => wanted is null || user.Document.Text(field) == wanted;
}
