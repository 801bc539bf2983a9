using System.Collections.Frozen;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>Pages of users behind a cursor, in the order of their ids (ASSUMED).</summary>
internal static class Listing
{
    /// <summary>The id that no member has: the first page begins behind it.</summary>
    private const long Start = 0;

    private static readonly Rule FilterRule = new(
        "list/filter",
        ASSUMED,
        "seen in version 1 only, taken to be the same: times and lookups on the list"
    );

    /// <summary>Parameters of the list that <see cref="Filter"/> does not read.</summary>
    private static readonly FrozenSet<string> Own = FrozenSet.ToFrozenSet([
        "cursor",
        "search",
        "min",
        "max",
        .. Ignored.Names,
    ]);

    /// <param name="from">The ordinal of the user that the page begins behind.</param>
    public static async ValueTask<Reply> AnswerAsync(Exchange exchange, Collection users, long from)
    {
        if (!exchange.Http.Request.QueryString.HasValue)
            return await EverybodyAsync(exchange, users, from);
        var (filter, refused) = Filter.Read(exchange, everything: false, Own);
        if (refused is not null)
            return refused;
        if (filter.IsEmpty)
            return await EverybodyAsync(exchange, users, from);
        exchange.Rely(FilterRule);
        return await SomeAsync(exchange, users, filter, from);
    }

    /// <summary>Those of all users that the filter lets through.</summary>
    public static ValueTask<Reply> SomeAsync(Exchange exchange, Collection users, Filter filter, long from) =>
        filter.FindsNobody
            ? Nobody(exchange)
            : OfAsync(exchange, users, users.ScanAsync().Where(u => filter.Holds(u.Document)), from);

    public static Reply Nobody(Exchange exchange) => Pages.Of(exchange, 0, (null, null), []);

    /// <summary>A page of those; a long look at all users has a seat of its own.</summary>
    /// <param name="found">In the order of their ordinals.</param>
    public static async ValueTask<Reply> OfAsync(
        Exchange exchange,
        Collection users,
        IAsyncEnumerable<Member> found,
        long from
    )
    {
        return await users.CountAsync() > Scans.Few ? Reply.Scanning(WorkAsync) : await WorkAsync();

        async ValueTask<Reply> WorkAsync()
        {
            var gone = exchange.Http.RequestAborted;
            var (count, page, before) = (0L, new List<Member>(), new Queue<long>());
            await foreach (var user in found)
            {
                if (gone.IsCancellationRequested)
                    break;
                count++;
                if (user.Ordinal > from && page.Count <= Pages.Size)
                    page.Add(user);
                if (user.Ordinal > from)
                    continue;
                if (before.Count == Pages.Size)
                    before.Dequeue();
                before.Enqueue(user.Ordinal);
            }

            return Page(exchange, count, page, before.TryPeek(out var first) ? first : null);
        }
    }

    /// <summary>A page of what is in a list, which has an order of its own.</summary>
    public static Reply Of(
        Exchange exchange,
        IReadOnlyList<Member> all,
        string? cursor,
        Action<Utf8JsonWriter, Member> write
    )
    {
        var (from, behind) = (0, cursor is null ? Start : Cursor.IdOf(cursor));
        if (behind != Start)
        {
            while (from < all.Count && all[from].Document.Integer("id") != behind)
                from++;
            // What the page began behind is not there any more, or never was.
            if (from++ == all.Count)
                return Cursor.Invalid(exchange, cursor!);
        }

        var next = from + Pages.Size < all.Count ? Behind(from + Pages.Size) : null;
        var previous = from > 0 ? Behind(Math.Max(0, from - Pages.Size)) : null;
        if (next is not null || previous is not null)
            exchange.Rely(Cursor.TextRule);
        return Pages.Of(exchange, all.Count, (next, previous), all.Skip(from).Take(Pages.Size), write);

        string Behind(int position) =>
            Cursor.BehindId(position == 0 ? Start : all[position - 1].Document.Integer("id")!.Value);
    }

    /// <summary>A page of everything in a collection.</summary>
    /// <param name="firstId">An id is this and the ordinal.</param>
    /// <param name="writer">How those of the page are written.</param>
    public static async ValueTask<Reply> AllAsync(
        Exchange exchange,
        Collection all,
        string? cursor,
        long firstId,
        Func<List<Member>, ValueTask<Action<Utf8JsonWriter, Member>>> writer
    )
    {
        if ((cursor is null ? firstId : Cursor.IdOf(cursor)) is not { } id)
            return Cursor.Invalid(exchange, cursor!);
        var from = Math.Max(0, id - firstId);
        var page = await all.ScanAsync(from).Take(Pages.Size + 1).ToListAsync();
        var before = from == 0 ? null : await FirstBeforeAsync(all, from, isPastEnd: page.Count == 0);
        var next = page.Count > Pages.Size ? Cursor.BehindId(firstId + page[Pages.Size - 1].Ordinal) : null;
        var previous = before is { } first ? Cursor.BehindId(firstId + first - 1) : null;
        if (next is not null || previous is not null)
            exchange.Rely(Cursor.TextRule);
        page = [.. page.Take(Pages.Size)];
        return Pages.Of(exchange, await all.CountAsync(), (next, previous), page, await writer(page));
    }

    private static async ValueTask<Reply> EverybodyAsync(Exchange exchange, Collection users, long from)
    {
        var page = await users.ScanAsync(from).Take(Pages.Size + 1).ToListAsync();
        var before = from == 0 ? null : await FirstBeforeAsync(users, from, isPastEnd: page.Count == 0);
        return Page(exchange, await users.CountAsync(), page, before);
    }

    /// <param name="page">One user more than a page has says that there is another.</param>
    /// <param name="before">The ordinal of the first user of the page before; null: there is none.</param>
    private static Reply Page(Exchange exchange, long count, List<Member> page, long? before)
    {
        var next = page.Count > Pages.Size ? Cursor.Behind(page[Pages.Size - 1].Ordinal) : null;
        var previous = before is { } first ? Cursor.Behind(first - 1) : null;
        if (next is not null || previous is not null)
            exchange.Rely(Cursor.TextRule);
        return Pages.Of(exchange, count, (next, previous), page.Take(Pages.Size));
    }

    // A cursor that nobody was given may name an ordinal far behind the last user's: nobody walks back from there.
    private static async ValueTask<long?> FirstBeforeAsync(Collection users, long from, bool isPastEnd)
    {
        if (isPastEnd)
        {
            var position = Math.Max(0, await users.CountAsync() - Pages.Size);
            var last = await users.FromAsync(position).Take(1).ToListAsync();
            return last is [var only] ? only.Ordinal : null;
        }

        long? first = null;
        for (var (ordinal, left) = (from, Pages.Size); ordinal > 0 && left > 0; ordinal--)
        {
            if (await users.AtAsync(ordinal) is null)
                continue;
            (first, left) = (ordinal, left - 1);
        }

        return first;
    }
}
