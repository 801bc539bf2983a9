using MockUserApis.Generated.UserComV2;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>Filters kept in the vendor's panel.</summary>
public sealed class SegmentsController : SegmentsControllerBase
{
    public override ValueTask<Reply> ListSegments(string? cursor) =>
        CursorPlace.AnswerAsync(Exchange, cursor, place => Segments.List(Exchange, place));

    public override ValueTask<Reply> ListSegmentUsers(long id, string? cursor) =>
        CursorPlace.AnswerAsync(Exchange, cursor, place => Segments.UsersAsync(Exchange, id, place));
}
