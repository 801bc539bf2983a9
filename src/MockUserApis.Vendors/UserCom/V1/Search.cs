using System.Collections.Frozen;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom.V1;

/// <summary>
/// Finds one user by e-mail, key, phone number and your own id, all of which must match. By anything else: a page.
/// </summary>
/// <param name="onlyOne">The address answers one user and never a page.</param>
internal sealed class Search(Exchange exchange, Criteria criteria, bool onlyOne = false)
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

    /// <summary>Parameters that <see cref="Filter"/> does not read.</summary>
    private static readonly FrozenSet<string> Own = FrozenSet.ToFrozenSet([
        "email",
        "key",
        "phone_number",
        "user_id",
        "many",
        "page",
        "search",
        "min",
        "max",
    ]);

    private static readonly FrozenSet<string> OwnOfOne = FrozenSet.ToFrozenSet(["user_id"]);

    private readonly Collection users = exchange.Users;

    private bool NamesOne => onlyOne || !criteria.IsEmpty;

    /// <summary>REC: one user, not a list. DOC: with many=true an array. CODE: by anything else a page.</summary>
    public async ValueTask<Reply> AnswerAsync(bool many, int page)
    {
        var (filter, refused) = Filter.Read(exchange, everything: !onlyOne, onlyOne ? OwnOfOne : Own);
        if (refused is not null)
            return refused;
        if (criteria.OwnId is not null)
            exchange.Rely(ByYourIdRule);
        if (filter.FindsNobody || (onlyOne && !filter.IsEmpty))
            return await NobodyAsync(many, page);
        var matches = criteria.MatchesAsync(users);
        if (many && (filter.IsEmpty || NamesOne))
        {
            return await Pages.BareAsync(exchange, matches.Where(u => filter.Holds(u.Document)));
        }

        if (filter.IsEmpty)
            return One(await matches.Take(2).ToListAsync());
        if (NamesOne)
            return Few(await matches.Where(u => filter.Holds(u.Document)).ToListAsync(), page);
        if (!many)
            return await Listing.SomeAsync(exchange, users, filter, page);
        exchange.Rely(ArrayRule);
        return await users.CountAsync() > Scans.Few ? Reply.Scanning(WorkAsync) : await WorkAsync();

        ValueTask<Reply> WorkAsync()
        {
            var gone = exchange.Http.RequestAborted;
            return Pages.BareAsync(
                exchange,
                users.ScanAsync().TakeWhile(_ => !gone.IsCancellationRequested).Where(u => filter.Holds(u.Document))
            );
        }
    }

    private ValueTask<Reply> NobodyAsync(bool many, int page)
    {
        if (many)
            return Pages.BareAsync(exchange, AsyncEnumerable.Empty<Member>());
        return NamesOne ? Errors.NotFound : Listing.Page(exchange, [], 0, page);
    }

    private Reply Few(List<Member> found, int page) =>
        Listing.Page(exchange, found.Skip((page - 1) * Pages.Size).Take(Pages.Size), found.Count, page);

    private Reply One(List<Member> found)
    {
        if (found.Count == 0)
            return Errors.NotFound;
        var reply = Reply.Json(200, exchange.Shown(found[0].Document));
        return found.Count > 1 ? reply.Because(OneOfManyRule) : reply;
    }
}
