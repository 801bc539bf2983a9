using System.Globalization;
using MockUserApis.Generated.UserComV2;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>What is read below a user by User.com's integer id.</summary>
public sealed class UserHistoryController : UserHistoryControllerBase
{
    public override ValueTask<Reply> ListUserEmails(long id, string? cursor) =>
        CursorPlace.AnswerAsync(Exchange, cursor, place => AnswerAsync(id, place, static r => r.NothingAsync()));

    public override ValueTask<Reply> ListUserTimeline(long id, string? cursor) =>
        CursorPlace.AnswerAsync(Exchange, cursor, place => AnswerAsync(id, place, static r => r.NothingAsync()));

    public override ValueTask<Reply> ListUserPingHits(long id, string? cursor) =>
        CursorPlace.AnswerAsync(Exchange, cursor, place => AnswerAsync(id, place, static r => r.NothingAsync()));

    public override ValueTask<Reply> ListUserSegments(long id, string? cursor) =>
        CursorPlace.AnswerAsync(Exchange, cursor, place => AnswerAsync(id, place, static r => r.SegmentsAsync()));

    public override ValueTask<Reply> ListUserProductEvents(long id, string? cursor) =>
        CursorPlace.AnswerAsync(Exchange, cursor, place => AnswerAsync(id, place, static r => r.ProductEventsAsync()));

    private async ValueTask<Reply> AnswerAsync(long id, Place place, Func<UserReads, ValueTask<Reply>> answer) =>
        await answer(
            new UserReads(Exchange, await Users.FindAsync(Seed.ById, id.ToString(CultureInfo.InvariantCulture)), place)
        );
}
