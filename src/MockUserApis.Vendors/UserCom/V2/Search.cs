using System.Collections.Frozen;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>
/// Finds one user by e-mail, key and your own id, a page of users by phone number and by anything else.
/// </summary>
/// <param name="onlyOne">The address answers one user and never a page.</param>
internal sealed class Search(Exchange exchange, Criteria criteria, bool onlyOne = false)
{
    private static readonly Rule OneOfManyRule = new(
        "search/one",
        ASSUMED,
        "of several matches the oldest user answers"
    );
    private static readonly Rule ByYourIdRule = new(
        "search/custom_id",
        ASSUMED,
        "seen in version 1 only, as user_id: the same under the key's new name"
    );
    private static readonly Rule PhoneRule = new(
        "search/phone_number",
        CODE,
        "its one client counts the results of a page, and none is a page too"
    );
    private static readonly Rule SeveralRule = new(
        "search/several",
        ASSUMED,
        "a phone number beside an e-mail, a key or your own id: one user who has all"
    );
    private static readonly Rule NothingRule = new(
        "search/nothing",
        ASSUMED,
        "nothing is asked for: nobody is found, 404"
    );
    private static readonly Rule ContainsRule = new(
        "search/email__contains/page",
        ASSUMED,
        "the lookup is documented (DOC), that it answers a page is not"
    );
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
        "custom_id",
        "many",
        "cursor",
        "search",
        "min",
        "max",
        .. Ignored.Names,
    ]);

    private static readonly FrozenSet<string> OwnOfOne = FrozenSet.ToFrozenSet(["custom_id"]);

    private readonly Collection users = exchange.Users;

    private bool IsByPhone => criteria is { Email: null, Key: null, OwnId: null, Phone: not null };

    private bool NamesOne => onlyOne || (!criteria.IsEmpty && !IsByPhone);

    /// <param name="many">An array is asked for.</param>
    /// <param name="from">The ordinal of the user that a page begins behind.</param>
    public async ValueTask<Reply> AnswerAsync(bool many, long from)
    {
        var (filter, refused) = Filter.Read(exchange, everything: !onlyOne, onlyOne ? OwnOfOne : Own);
        if (refused is not null)
            return refused;
        Rely();
        if (filter.FindsNobody || (onlyOne && !filter.IsEmpty))
            return await NobodyAsync(many);
        if (criteria.IsEmpty && filter.IsEmpty && !many)
            return Errors.NotFound.Because(NothingRule);
        var matches = criteria.MatchesAsync(users).Where(u => filter.Holds(u.Document));
        if (many && (filter.IsEmpty || !criteria.IsEmpty))
            return await Pages.BareAsync(exchange, matches);
        if (many)
            return await ArrayAsync(filter);
        if (NamesOne && filter.IsEmpty)
            return One(await matches.Take(2).ToListAsync());
        return criteria.IsEmpty
            ? await Listing.SomeAsync(exchange, users, filter, from)
            : await Listing.OfAsync(exchange, users, matches, from);
    }

    private void Rely()
    {
        if (criteria.OwnId is not null)
            exchange.Rely(ByYourIdRule);
        if (criteria.Phone is not null)
            exchange.Rely(IsByPhone ? PhoneRule : SeveralRule);
        if (exchange.Http.Request.Query.ContainsKey("email__contains"))
            exchange.Rely(ContainsRule);
    }

    private ValueTask<Reply> NobodyAsync(bool many)
    {
        if (many)
            return Pages.BareAsync(exchange, AsyncEnumerable.Empty<Member>());
        return NamesOne ? Errors.NotFound : Listing.Nobody(exchange);
    }

    private async ValueTask<Reply> ArrayAsync(Filter filter)
    {
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

    private Reply One(List<Member> found)
    {
        if (found.Count == 0)
            return Errors.NotFound;
        var reply = Reply.Json(200, exchange.Shown(found[0].Document));
        return found.Count > 1 ? reply.Because(OneOfManyRule) : reply;
    }
}
