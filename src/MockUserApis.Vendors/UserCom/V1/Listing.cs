using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom.V1;

/// <summary>Numbered pages of users, in the order in which they were created (ASSUMED).</summary>
internal static class Listing
{
    /// <summary>Parameters of the list that <see cref="Filter"/> does not read.</summary>
    private static readonly FrozenSet<string> Own = FrozenSet.ToFrozenSet(["page", "search", "min", "max"]);

    public static async ValueTask<Reply> AnswerAsync(Exchange exchange, Collection users, int page)
    {
        if (!exchange.Http.Request.QueryString.HasValue)
            return await EverybodyAsync(exchange, users, page);
        var (filter, refused) = Filter.Read(exchange, everything: false, Own);
        if (refused is not null)
            return refused;
        return filter.IsEmpty
            ? await EverybodyAsync(exchange, users, page)
            : await SomeAsync(exchange, users, filter, page);
    }

    /// <summary>Those of all users that the filter lets through; a long look at all has a seat of its own.</summary>
    public static ValueTask<Reply> SomeAsync(Exchange exchange, Collection users, Filter filter, int page) =>
        filter.FindsNobody ? Page(exchange, [], 0, page) : SomeAsync(exchange, users, filter.Holds, page);

    /// <inheritdoc cref="SomeAsync(Exchange, Collection, Filter, int)"/>
    public static async ValueTask<Reply> SomeAsync(
        Exchange exchange,
        Collection users,
        Func<Document, bool> fits,
        int page
    )
    {
        var gone = exchange.Http.RequestAborted;
        return await users.CountAsync() > Scans.Few ? Reply.Scanning(WorkAsync) : await WorkAsync();

        async ValueTask<Reply> WorkAsync()
        {
            var first = (page - 1L) * Pages.Size;
            var (count, found) = (0L, new List<Member>());
            await foreach (var user in users.ScanAsync())
            {
                if (gone.IsCancellationRequested)
                    break;
                if (!fits(user.Document))
                    continue;
                if (count >= first && found.Count < Pages.Size)
                    found.Add(user);
                count++;
            }

            return Page(exchange, found, count, page);
        }
    }

    /// <summary>A page of users that were found.</summary>
    /// <param name="count">How many there are on all pages.</param>
    public static Reply Page(Exchange exchange, IEnumerable<Member> users, long count, int page)
    {
        var place = (page - 1L) * Pages.Size;
        if (place >= count && page > 1)
            return Errors.InvalidPage;
        // REC (edited by hand): the page before the second is "?page=1".
        return Pages.Of(exchange, count, Adjacent(page, count), users);
    }

    /// <summary>A page of what is in a list.</summary>
    public static Reply Of<T>(Exchange exchange, IReadOnlyList<T> all, int page, Action<Utf8JsonWriter, T> write)
    {
        var place = (page - 1L) * Pages.Size;
        if (place >= all.Count && page > 1)
            return Errors.InvalidPage;
        return Pages.Of(exchange, all.Count, Adjacent(page, all.Count), all.Skip((int)place).Take(Pages.Size), write);
    }

    /// <summary>A page of everything in a collection.</summary>
    /// <param name="writer">How those of the page are written.</param>
    public static async ValueTask<Reply> AllAsync(
        Exchange exchange,
        Collection all,
        int page,
        Func<List<Member>, ValueTask<Action<Utf8JsonWriter, Member>>> writer
    )
    {
        var place = (page - 1L) * Pages.Size;
        var (found, count) = (await all.FromAsync(place).Take(Pages.Size).ToListAsync(), await all.CountAsync());
        return place >= count && page > 1
            ? Errors.InvalidPage
            : Pages.Of(exchange, count, Adjacent(page, count), found, await writer(found));
    }

    /// <summary>The numbers of the pages beside.</summary>
    private static (string? Next, string? Previous) Adjacent(int page, long count) =>
        ((long)page * Pages.Size < count ? Number(page + 1) : null, page > 1 ? Number(page - 1) : null);

    private static async ValueTask<Reply> EverybodyAsync(Exchange exchange, Collection users, int page)
    {
        var place = (page - 1L) * Pages.Size;
        var found = await users.FromAsync(place).Take(Pages.Size).ToListAsync();
        return Page(exchange, found, await users.CountAsync(), page);
    }

    private static string Number(int page) => page.ToString(CultureInfo.InvariantCulture);
}
