using MockUserApis.Generated.UserCom;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.UserCom.V1;

/// <summary>Filters kept in the vendor's panel.</summary>
public sealed class SegmentsController : SegmentsControllerBase
{
    public override ValueTask<Reply> ListSegments(int? page) =>
        Segments.List(Exchange, new NumberedPlace(Exchange, page));

    public override ValueTask<Reply> ListSegmentUsers(long id, int? page) =>
        Segments.UsersAsync(Exchange, id, new NumberedPlace(Exchange, page));
}
