using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Vendors.UserCom.V1;

/// <summary>Pages by their number.</summary>
internal sealed class NumberedPlace(Exchange exchange, int? page) : Place(exchange)
{
    private readonly int number = page ?? 1;

    public override Reply Of<T>(IReadOnlyList<T> all, Func<T, long> id, Action<Utf8JsonWriter, T> write) =>
        Listing.Of(Exchange, all, number, write);

    public override ValueTask<Reply> UsersAsync(Func<Document, bool> fits) =>
        Listing.SomeAsync(Exchange, Exchange.Users, fits, number);
}
