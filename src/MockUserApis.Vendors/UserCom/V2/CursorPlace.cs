using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>Pages behind a cursor.</summary>
/// <param name="from">The id that the page begins behind.</param>
internal sealed class CursorPlace(Exchange exchange, long from) : Place(exchange)
{
    /// <summary>The refusal of a cursor that is none, or what the place makes of it.</summary>
    public static async ValueTask<Reply> AnswerAsync(
        Exchange exchange,
        string? cursor,
        Func<Place, ValueTask<Reply>> answer
    ) => Cursor.ReadId(exchange, cursor, out var id) ?? await answer(new CursorPlace(exchange, id));

    public override Reply Of<T>(IReadOnlyList<T> all, Func<T, long> id, Action<Utf8JsonWriter, T> write)
    {
        var first = 0;
        while (first < all.Count && id(all[first]) <= from)
            first++;
        var end = first + Pages.Size;
        var next = end < all.Count ? Cursor.BehindId(id(all[end - 1])) : null;
        var before = first - Pages.Size;
        string? previous = null;
        if (first > 0)
            previous = Cursor.BehindId(before > 0 ? id(all[before - 1]) : 0);
        if (next is not null || previous is not null)
            Exchange.Rely(Cursor.TextRule);
        return Pages.Of(Exchange, all.Count, (next, previous), all.Skip(first).Take(Pages.Size), write);
    }

    public override ValueTask<Reply> UsersAsync(Func<Document, bool> fits)
    {
        Collection users = Exchange.Users;
        return Listing.OfAsync(
            Exchange,
            users,
            users.ScanAsync().Where(u => fits(u.Document)),
            Math.Max(0, Seed.OrdinalOf(from))
        );
    }
}
