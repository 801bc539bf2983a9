using System.Globalization;
using MockUserApis.Generated.UserCom;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.UserCom.V1;

/// <summary>What is read below a user by User.com's integer id.</summary>
public sealed class UserHistoryController : UserHistoryControllerBase
{
    public override ValueTask<Reply> ListUserEmails(long id, int? page) =>
        AnswerAsync(id, new NumberedPlace(Exchange, page), static r => r.NothingAsync());

    public override ValueTask<Reply> ListUserTimeline(long id, int? page) =>
        AnswerAsync(id, new NumberedPlace(Exchange, page), static r => r.NothingAsync());

    public override ValueTask<Reply> ListUserPingHits(long id, int? page) =>
        AnswerAsync(id, new NumberedPlace(Exchange, page), static r => r.NothingAsync());

    public override ValueTask<Reply> ListUserSegments(long id, int? page) =>
        AnswerAsync(id, new NumberedPlace(Exchange, page), static r => r.SegmentsAsync());

    public override ValueTask<Reply> ListUserProductEvents(long id, int? page) =>
        AnswerAsync(id, new NumberedPlace(Exchange, page), static r => r.ProductEventsAsync());

    private async ValueTask<Reply> AnswerAsync(long id, Place place, Func<UserReads, ValueTask<Reply>> answer) =>
        await answer(
            new UserReads(Exchange, await Users.FindAsync(Seed.ById, id.ToString(CultureInfo.InvariantCulture)), place)
        );
}
