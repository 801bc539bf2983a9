using MockUserApis.Generated.UserCom;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.UserCom.V1;

/// <summary>What is read below a user by your own id.</summary>
public sealed class UserHistoryByIdController : UserHistoryByIdControllerBase
{
    public override ValueTask<Reply> ListUserEmailsByCustomId(string userId, int? page) =>
        AnswerAsync(userId, new NumberedPlace(Exchange, page), static r => r.Nothing());

    public override ValueTask<Reply> ListUserTimelineByCustomId(string userId, int? page) =>
        AnswerAsync(userId, new NumberedPlace(Exchange, page), static r => r.Nothing());

    public override ValueTask<Reply> ListUserPingHitsByCustomId(string userId, int? page) =>
        AnswerAsync(userId, new NumberedPlace(Exchange, page), static r => r.Nothing());

    public override ValueTask<Reply> ListUserSegmentsByCustomId(string userId, int? page) =>
        AnswerAsync(userId, new NumberedPlace(Exchange, page), static r => r.InSegments());

    private async ValueTask<Reply> AnswerAsync(string userId, Place place, Func<UserReads, Reply> answer) =>
        answer(new UserReads(Exchange, await Users.FindKeyAsync(userId), place));
}
