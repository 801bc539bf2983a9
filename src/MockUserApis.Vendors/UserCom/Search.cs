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
    public async ValueTask<Reply> AnswerAsync(bool many, int page)
    {
        var (filter, refused) = Filter.Read(exchange, everything: !onlyOne);
        if (refused is not null)
            return refused;
        if (userId is not null)
            exchange.Rely(ByYourIdRule);
        if (filter.FindsNobody || (onlyOne && !filter.IsEmpty))
            return Nobody(many, page);
        if (filter.IsEmpty)
        {
            return many
                ? Array(await MatchesAsync().Take(Listing.PageSize).ToListAsync())
                : One(await MatchesAsync().Take(2).ToListAsync());
        }

        if (NamesOne)
        {
            return Few(await MatchesAsync().Where(u => filter.Holds(u.Document)).ToListAsync(), many, page);
        }

        if (!many)
            return await Listing.SomeAsync(exchange, users, filter, page);
        exchange.Rely(ArrayRule);
        return await users.CountAsync() > Scans.Few ? Reply.Scanning(WorkAsync) : await WorkAsync();

        async ValueTask<Reply> WorkAsync()
        {
            var gone = exchange.Http.RequestAborted;
            return Array(
                await users
                    .ScanAsync()
                    .TakeWhile(_ => !gone.IsCancellationRequested)
                    .Where(u => filter.Holds(u.Document))
                    .Take(Listing.PageSize)
                    .ToListAsync()
            );
        }
    }

    private Reply Nobody(bool many, int page) =>
        many ? Array([])
        : NamesOne ? Errors.NotFound
        : Listing.Page(exchange, [], 0, page);

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

    private IAsyncEnumerable<Member> MatchesAsync() =>
        CandidatesAsync()
            .Where(u =>
                Has(u, "email", email)
                && Has(u, "key", key)
                && Has(u, "phone_number", phone)
                && Has(u, "user_id", userId)
            );

    // Never the whole population: a generated user's values lead back to it, and the others are in memory.
    private async IAsyncEnumerable<Member> CandidatesAsync()
    {
        if (key is not null)
        {
            if (await users.FindAsync(Seed.ByKey, key) is { } user)
                yield return user;
        }
        else if (userId is not null)
        {
            if (await users.FindKeyAsync(userId) is { } own)
                yield return own;
        }
        else if (email is not null)
        {
            var found = await GeneratedAsync(Persona.OrdinalOfEmail(email), long.MaxValue).ToListAsync();
            found.AddRange(await ChangedAsync("email", email));
            foreach (var user in found.OrderBy(u => u.Ordinal))
                yield return user;
        }
        else if (phone is not null)
        {
            var changed = await ChangedAsync("phone_number", phone);
            await foreach (var user in MergedAsync(GeneratedAsync(Seed.FirstWithPhone(phone), 100), changed))
            {
                yield return user;
            }
        }
    }

    private async ValueTask<IEnumerable<Member>> ChangedAsync(string field, string value) =>
        (await users.ChangedAsync()).Where(u => u.Document.Text(field) == value);

    // Those that were changed are left out: they are among the changed ones.
    private async IAsyncEnumerable<Member> GeneratedAsync(long? first, long step)
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
