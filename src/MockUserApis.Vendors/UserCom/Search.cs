using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>
/// Finds one user by e-mail, key, phone number and your own id, all of which must match. By anything else: a page.
/// </summary>
/// <param name="onlyOne">The address answers one user and never a page.</param>
internal sealed class Search(
    Exchange exchange,
    string? email,
    string? key,
    string? phone,
    string? userId,
    bool onlyOne = false
)
{
    private static readonly Rule OneOfManyRule = new(
        "search/one",
        ASSUMED,
        "of several matches the oldest user answers"
    );
    private static readonly Rule ByYourIdRule = new("search/user_id", CODE);
    private static readonly Rule ArrayRule = new(
        "search/many",
        ASSUMED,
        "many=true makes an array of what would be a page; it has a page's length at most"
    );

    private readonly Collection users = exchange.Users;

    private bool NamesOne => onlyOne || email is not null || key is not null || phone is not null || userId is not null;

    /// <summary>REC: one user, not a list. DOC: with many=true an array. CODE: by anything else a page.</summary>
    public Reply Answer(bool many, int page)
    {
        var (filter, refused) = Filter.Read(exchange, everything: !onlyOne);
        if (refused is not null)
            return refused;
        if (userId is not null)
            exchange.Rely(ByYourIdRule);
        if (filter.FindsNobody || (onlyOne && !filter.IsEmpty))
            return Nobody(many, page);
        if (filter.IsEmpty)
            return many ? Array(Matches().Take(Listing.PageSize)) : One([.. Matches().Take(2)]);
        if (NamesOne)
            return Few([.. Matches().Where(u => filter.Holds(u.Document))], many, page);
        if (!many)
            return Listing.Some(exchange, users, filter, page);
        exchange.Rely(ArrayRule);
        return users.Count > Scans.Few ? Reply.Scanning(Work) : Work();

        Reply Work()
        {
            var gone = exchange.Http.RequestAborted;
            return Array(
                users
                    .Scan()
                    .TakeWhile(_ => !gone.IsCancellationRequested)
                    .Where(u => filter.Holds(u.Document))
                    .Take(Listing.PageSize)
            );
        }
    }

    private Reply Nobody(bool many, int page)
    {
        if (many)
            return Array([]);
        if (NamesOne)
            return Errors.NotFound;
        return Listing.Page(exchange, [], 0, page);
    }

    private Reply Few(List<Member> found, bool many, int page) =>
        many
            ? Array(found.Take(Listing.PageSize))
            : Listing.Page(
                exchange,
                found.Skip((page - 1) * Listing.PageSize).Take(Listing.PageSize),
                found.Count,
                page
            );

    private static Reply One(List<Member> found)
    {
        if (found.Count == 0)
            return Errors.NotFound;
        var reply = Reply.Json(200, View.Of(found[0].Document));
        return found.Count > 1 ? reply.Because(OneOfManyRule) : reply;
    }

    private Reply Array(IEnumerable<Member> found)
    {
        List<Member> all = [.. found];
        if (all.Count == 0)
            Filter.Empty(exchange);
        return Reply.Json(
            200,
            RawJson.Write(
                all,
                static (json, all) =>
                {
                    json.WriteStartArray();
                    foreach (var user in all)
                        View.Write(json, user.Document);
                    json.WriteEndArray();
                }
            )
        );
    }

    private IEnumerable<Member> Matches() =>
        Candidates()
            .Where(u =>
                Has(u, "email", email)
                && Has(u, "key", key)
                && Has(u, "phone_number", phone)
                && Has(u, "user_id", userId)
            );

    // Never the whole population: a generated user's values lead back to it, and the others are in memory.
    private IEnumerable<Member> Candidates()
    {
        if (key is not null)
            return users.Find(Seed.ByKey, key) is { } user ? [user] : [];
        if (userId is not null)
            return users.FindKey(userId) is { } own ? [own] : [];
        if (email is not null)
            return Generated(Persona.OrdinalOfEmail(email), long.MaxValue)
                .Concat(Changed("email", email))
                .OrderBy(u => u.Ordinal);
        if (phone is not null)
            return Merged(Generated(Seed.FirstWithPhone(phone), 100), Changed("phone_number", phone));
        return [];
    }

    private IEnumerable<Member> Changed(string field, string value) =>
        users.Changed().Where(u => u.Document.Text(field) == value);

    // Those that were changed are left out: they are among the changed ones.
    private IEnumerable<Member> Generated(long? first, long step)
    {
        for (var ordinal = first ?? long.MaxValue; ordinal <= users.Population.Size; ordinal += step)
        {
            if (!users.HasChanged(ordinal) && users.At(ordinal) is { } user)
                yield return user;
            if (step > users.Population.Size)
                yield break;
        }
    }

    private static IEnumerable<Member> Merged(IEnumerable<Member> endless, IEnumerable<Member> changed)
    {
        var rest = new Queue<Member>(changed.OrderBy(u => u.Ordinal));
        foreach (var user in endless)
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
