using MockUserApis.Generated.ChannelTalk;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>What happened to a user.</summary>
public sealed class EventsController : EventsControllerBase
{
    private static readonly Rule UserRule = new(
        "events/user",
        ASSUMED,
        "an event changes nothing in its user, neither version nor lastSeenAt: no page says that it does"
    );

    private WatchedCollection All => Members(ChannelTalk.Events);

    public override async ValueTask<Reply> CreateEvent(string userId, RequestBody<EventCreate> body)
    {
        if (await Users.FindKeyAsync(userId) is null)
            return Errors.NoSuchUser;
        Exchange.Rely(UserRule);
        Exchange.Rely(EventSeed.LifeRule);
        var added = await All.AddAsync(ordinal => Events.Create(userId, body.Json, Merging(ordinal)));
        return Reply.Json(200, RawJson.Write(added.Member.Document, Recorded));

        static void Recorded(System.Text.Json.Utf8JsonWriter json, Document made)
        {
            json.WriteStartObject();
            json.WritePropertyName("event");
            View.Whole(json, made);
            json.WriteEndObject();
        }
    }

    public override async ValueTask<Reply> ListEvents(string userId, string? sortOrder, string? since, int? limit)
    {
        if (await Users.FindKeyAsync(userId) is null)
            return Errors.NoSuchUser;
        if (Paging.Read(Exchange, sortOrder, since, limit, out var paging) is { } refused)
            return refused;
        var page = await paging.OfAsync(Exchange, All, EventSeed.OfUser, userId);
        if (page.Members.Count > 0)
            Exchange.Rely(EventSeed.LifeRule);
        return Reply.Json(
            200,
            RawJson.Write(
                page,
                static (json, p) =>
                {
                    json.WriteStartObject();
                    p.WritePlaces(json);
                    json.WriteStartArray("events");
                    foreach (var each in p.Members)
                        View.Whole(json, each.Document);
                    json.WriteEndArray();
                    json.WriteEndObject();
                }
            )
        );
    }

    public override async ValueTask<Reply> DeleteEvent(string userId, string eventId)
    {
        if (await Users.FindKeyAsync(userId) is null)
            return Errors.UserNotFound;
        return
            await All.FindKeyAsync(eventId) is { } found
            && Population.Has(found.Document, EventSeed.OfUser.Field, userId)
            && await All.DeleteAsync(found, Sandbox.Clock.GetUtcNow(), revivable: false)
            ? Answers.Nothing
            : Errors.EventNotFound;
    }
}
