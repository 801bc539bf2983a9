using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MockUserApis.Kernel;

namespace MockUserApis.Vendors.UserCom;

/// <summary>The paged list, 100 users a page (DOC), in the order in which they were created (ASSUMED).</summary>
internal static class Listing
{
    private const int PageSize = 100;

    public static Reply Answer(Exchange exchange, UserStore users, int page)
    {
        var (count, place) = (users.Count, (page - 1L) * PageSize);
        if (place >= count && page > 1) return Errors.InvalidPage;
        var state = (Count: count, Next: place + PageSize < count ? Address(exchange, page + 1) : null, Previous: page > 1 ? Address(exchange, page - 1) : null,
            Users: users.From(place).Take(PageSize));
        return Reply.Json(200, RawJson.Write(state, static (json, s) =>
        {
            json.WriteStartObject();
            json.WriteNumber("count", s.Count);
            json.WriteString("next", s.Next);
            json.WriteString("previous", s.Previous);
            json.WriteStartArray("results");
            foreach (var user in s.Users) View.Write(json, user.Document);
            json.WriteEndArray();
            json.WriteEndObject();
        }));
    }

    // The address as the client knows it, prefixes of the mock included. ASSUMED: the first page has no number, as the framework has it.
    private static string Address(Exchange exchange, int page)
    {
        var directory = exchange.Http.RequestServices.GetRequiredService<VendorDirectory>();
        var query = page == 1 ? "" : "?page=" + page.ToString(CultureInfo.InvariantCulture);
        return directory.Own(exchange) + query;
    }
}
