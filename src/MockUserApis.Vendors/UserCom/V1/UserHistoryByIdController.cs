using MockUserApis.Generated.UserCom;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.UserCom.V1;

/// <summary>What is read below a user by your own id.</summary>
public sealed class UserHistoryByIdController : UserHistoryByIdControllerBase
{
    public override ValueTask<Reply> ListUserEmailsByCustomId(string userId, int? page) =>
        AnswerAsync(userId, new NumberedPlace(Exchange, page), static r => r.NothingAsync());

    public override ValueTask<Reply> ListUserTimelineByCustomId(string userId, int? page) =>
        AnswerAsync(userId, new NumberedPlace(Exchange, page), static r => r.NothingAsync());

    public override ValueTask<Reply> ListUserPingHitsByCustomId(string userId, int? page) =>
        AnswerAsync(userId, new NumberedPlace(Exchange, page), static r => r.NothingAsync());

    public override ValueTask<Reply> ListUserSegmentsByCustomId(string userId, int? page) =>
        AnswerAsync(userId, new NumberedPlace(Exchange, page), static r => r.SegmentsAsync());

    public override ValueTask<Reply> ListUserProductEventsByCustomId(string userId, int? page) =>
        AnswerAsync(userId, new NumberedPlace(Exchange, page), static r => r.ProductEventsAsync());

    private async ValueTask<Reply> AnswerAsync(string userId, Place place, Func<UserReads, ValueTask<Reply>> answer) =>
        await answer(new UserReads(Exchange, await Users.FindKeyAsync(userId), place));
}
