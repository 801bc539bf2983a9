using System.Globalization;
using MockUserApis.Generated.UserCom;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom.V1;

/// <summary>What happened to users.</summary>
public sealed class EventsController : EventsControllerBase
{
    public override ValueTask<Reply> CreateEvent(RequestBody<EventCreate> body) =>
        new Events(Exchange).CreateAsync(body);

    public override async ValueTask<Reply> CreateEventOfUser(long id, RequestBody<EventOfUser> body) =>
        await new Events(Exchange).CreateAsync(body, await FindAsync(id));

    public override async ValueTask<Reply> ListEventsOfUser(long id, int? page) =>
        await ListAsync(await FindAsync(id), page);

    public override async ValueTask<Reply> CreateEventByCustomId(string userId, RequestBody<EventOfUser> body) =>
        await new Events(Exchange).CreateAsync(body, await Users.FindKeyAsync(userId));

    public override async ValueTask<Reply> ListEventsByCustomId(string userId, int? page) =>
        await ListAsync(await Users.FindKeyAsync(userId), page);

    private async ValueTask<Reply> ListAsync(Member? found, int? page) =>
        found is { } user
            ? Listing.Of(
                Exchange,
                await new Events(Exchange).OfAsync(user),
                page ?? 1,
                static (json, happened) => EventView.Write(json, happened.Document, "client")
            )
            : Errors.NotFound;

    private ValueTask<Member?> FindAsync(long id) =>
        Users.FindAsync(Seed.ById, id.ToString(CultureInfo.InvariantCulture));
}
