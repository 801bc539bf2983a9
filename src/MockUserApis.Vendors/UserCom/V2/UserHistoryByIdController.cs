using MockUserApis.Generated.UserComV2;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>What is read below a user by your own id.</summary>
public sealed class UserHistoryByIdController : UserHistoryByIdControllerBase
{
    public override ValueTask<Reply> ListUserEmailsByCustomId(string customId, string? cursor) =>
        CursorPlace.AnswerAsync(Exchange, cursor, place => AnswerAsync(customId, place, static r => r.NothingAsync()));

    public override ValueTask<Reply> ListUserTimelineByCustomId(string customId, string? cursor) =>
        CursorPlace.AnswerAsync(Exchange, cursor, place => AnswerAsync(customId, place, static r => r.NothingAsync()));

    public override ValueTask<Reply> ListUserPingHitsByCustomId(string customId, string? cursor) =>
        CursorPlace.AnswerAsync(Exchange, cursor, place => AnswerAsync(customId, place, static r => r.NothingAsync()));

    public override ValueTask<Reply> ListUserSegmentsByCustomId(string customId, string? cursor) =>
        CursorPlace.AnswerAsync(Exchange, cursor, place => AnswerAsync(customId, place, static r => r.SegmentsAsync()));

    public override ValueTask<Reply> ListUserProductEventsByCustomId(string customId, string? cursor) =>
        CursorPlace.AnswerAsync(
            Exchange,
            cursor,
            place => AnswerAsync(customId, place, static r => r.ProductEventsAsync())
        );

    private async ValueTask<Reply> AnswerAsync(
        string customId,
        Place place,
        Func<UserReads, ValueTask<Reply>> answer
    ) => await answer(new UserReads(Exchange, await Users.FindKeyAsync(customId), place));
}
