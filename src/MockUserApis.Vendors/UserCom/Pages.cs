using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Pipeline;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom;

/// <summary>What pages look like, <c>{"count","next","previous","results"}</c>, 100 of a kind each. DOC</summary>
internal static class Pages
{
    public const int Size = 100;

    /// <summary>A page of users.</summary>
    public static Reply Of(
        Exchange exchange,
        long count,
        (string? Next, string? Previous) beside,
        IEnumerable<Member> users
    )
    {
        if (count == 0)
            Filter.Empty(exchange);
        var (view, changes) = (exchange.View, NameChanges.Of(exchange.Sandbox, exchange.Vendor));
        return Of(exchange, count, beside, users, (json, user) => view.Write(json, changes.Current(user.Document)));
    }

    /// <param name="exchange">The request.</param>
    /// <param name="count">How many there are on all pages.</param>
    /// <param name="beside">The values of the parameter that lead to the pages beside; null: there is none.</param>
    /// <param name="results">Those of this page.</param>
    /// <param name="write">Writes one.</param>
    public static Reply Of<T>(
        Exchange exchange,
        long count,
        (string? Next, string? Previous) beside,
        IEnumerable<T> results,
        Action<Utf8JsonWriter, T> write
    )
    {
        var next = beside.Next is null ? null : Address(exchange, beside.Next);
        var previous = beside.Previous is null ? null : Address(exchange, beside.Previous);
        return Reply.Json(
            200,
            RawJson.Write(
                (count, next, previous, results, write),
                static (json, s) =>
                {
                    json.WriteStartObject();
                    json.WriteNumber("count", s.count);
                    json.WriteString("next", s.next);
                    json.WriteString("previous", s.previous);
                    json.WriteStartArray("results");
                    foreach (var one in s.results)
                        s.write(json, one);
                    json.WriteEndArray();
                    json.WriteEndObject();
                }
            )
        );
    }

    /// <summary>As many users as a page has at most, and nothing around them.</summary>
    public static async ValueTask<Reply> BareAsync(Exchange exchange, IAsyncEnumerable<Member> users)
    {
        var all = await users.Take(Size).ToListAsync();
        if (all.Count == 0)
            Filter.Empty(exchange);
        return Reply.Json(
            200,
            RawJson.Write(
                (all, exchange.View, Changes: NameChanges.Of(exchange.Sandbox, exchange.Vendor)),
                static (json, s) =>
                {
                    json.WriteStartArray();
                    foreach (var user in s.all)
                        s.View.Write(json, s.Changes.Current(user.Document));
                    json.WriteEndArray();
                }
            )
        );
    }

    // The address as the client knows it, prefixes of the mock included; what else the query asks for stays.
    private static string Address(Exchange exchange, string value)
    {
        var directory = exchange.Http.RequestServices.GetRequiredService<VendorDirectory>();
        var query = exchange.Target.Split('?', 2) is [_, var sent] ? sent : "";
        var name = ((VersionedApi)exchange.Api).Paging;
        var kept = query
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part != name && !part.StartsWith(name + "=", StringComparison.Ordinal))
            .Append(name + "=" + value);
        return $"{directory.Own(exchange)}?{string.Join('&', kept)}";
    }
}
