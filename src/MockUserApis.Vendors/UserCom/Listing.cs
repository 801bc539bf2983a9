using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>Pages of users, 100 each (DOC), in the order in which they were created (ASSUMED).</summary>
internal static class Listing
{
    public const int PageSize = 100;

    public static async ValueTask<Reply> AnswerAsync(Exchange exchange, Collection users, int page)
    {
        if (!exchange.Http.Request.QueryString.HasValue)
            return await EverybodyAsync(exchange, users, page);
        var (filter, refused) = Filter.Read(exchange, everything: false);
        if (refused is not null)
            return refused;
        return filter.IsEmpty
            ? await EverybodyAsync(exchange, users, page)
            : await SomeAsync(exchange, users, filter, page);
    }

    /// <summary>Those of all users that the filter lets through; a long look at all has a seat of its own.</summary>
    public static async ValueTask<Reply> SomeAsync(Exchange exchange, Collection users, Filter filter, int page)
    {
        if (filter.FindsNobody)
            return Page(exchange, [], 0, page);
        var gone = exchange.Http.RequestAborted;
        return await users.CountAsync() > Scans.Few ? Reply.Scanning(WorkAsync) : await WorkAsync();

        async ValueTask<Reply> WorkAsync()
        {
            var first = (page - 1L) * PageSize;
            var (count, found) = (0L, new List<Member>());
            await foreach (var user in users.ScanAsync())
            {
                if (gone.IsCancellationRequested)
                    break;
                if (!filter.Holds(user.Document))
                    continue;
                if (count >= first && found.Count < PageSize)
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
        var place = (page - 1L) * PageSize;
        if (place >= count && page > 1)
            return Errors.InvalidPage;
        if (count == 0)
            Filter.Empty(exchange);
        // REC (edited by hand): the page before the second is "?page=1".
        var next = place + PageSize < count ? Address(exchange, page + 1) : null;
        var previous = page > 1 ? Address(exchange, page - 1) : null;
        return Reply.Json(
            200,
            RawJson.Write(
                (count, next, previous, users),
                static (json, s) =>
                {
                    json.WriteStartObject();
                    json.WriteNumber("count", s.count);
                    json.WriteString("next", s.next);
                    json.WriteString("previous", s.previous);
                    json.WriteStartArray("results");
                    foreach (var user in s.users)
                        View.Write(json, user.Document);
                    json.WriteEndArray();
                    json.WriteEndObject();
                }
            )
        );
    }

    private static async ValueTask<Reply> EverybodyAsync(Exchange exchange, Collection users, int page)
    {
        var place = (page - 1L) * PageSize;
        var found = await users.FromAsync(place).Take(PageSize).ToListAsync();
        return Page(exchange, found, await users.CountAsync(), page);
    }

    // The address as the client knows it, prefixes of the mock included; what else the query asks for stays.
    private static string Address(Exchange exchange, int page)
    {
        var directory = exchange.Http.RequestServices.GetRequiredService<VendorDirectory>();
        var query = exchange.Target.Split('?', 2) is [_, var sent] ? sent : "";
        var kept = query
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part != "page" && !part.StartsWith("page=", StringComparison.Ordinal))
            .Append("page=" + page.ToString(CultureInfo.InvariantCulture));
        return $"{directory.Own(exchange)}?{string.Join('&', kept)}";
    }
}
