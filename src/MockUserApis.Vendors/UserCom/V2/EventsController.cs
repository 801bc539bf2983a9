using System.Globalization;
using MockUserApis.Generated.UserComV2;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>What happened to users.</summary>
public sealed class EventsController : EventsControllerBase
{
    public override ValueTask<Reply> CreateEvent(RequestBody<EventCreate> body) =>
        new Events(Exchange).CreateAsync(body);

    public override async ValueTask<Reply> CreateEventOfUser(long id, RequestBody<EventOfUser> body) =>
        await new Events(Exchange).CreateAsync(body, await FindAsync(id));

    public override async ValueTask<Reply> ListEventsOfUser(long id, string? cursor) =>
        await ListAsync(await FindAsync(id), cursor);

    public override async ValueTask<Reply> CreateEventByCustomId(string customId, RequestBody<EventOfUser> body) =>
        await new Events(Exchange).CreateAsync(body, await Users.FindKeyAsync(customId));

    public override async ValueTask<Reply> ListEventsByCustomId(string customId, string? cursor) =>
        await ListAsync(await Users.FindKeyAsync(customId), cursor);

    private async ValueTask<Reply> ListAsync(Member? found, string? cursor) =>
        found is { } user
            ? Listing.Of(
                Exchange,
                await new Events(Exchange).OfAsync(user),
                cursor,
                static (json, happened) => EventView.Write(json, happened.Document, "user_id")
            )
            : Errors.NotFound;

    private ValueTask<Member?> FindAsync(long id) =>
        Users.FindAsync(Seed.ById, id.ToString(CultureInfo.InvariantCulture));
}
