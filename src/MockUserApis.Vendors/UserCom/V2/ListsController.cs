using MockUserApis.Generated.UserComV2;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>The lists of the application.</summary>
public sealed class ListsController : ListsControllerBase
{
    public override ValueTask<Reply> ListLists(string? cursor) =>
        CursorPlace.AnswerAsync(Exchange, cursor, place => All.ListAsync(place));

    public override ValueTask<Reply> CreateList(RequestBody<ListCreate> body) => All.CreateAsync(body);

    public override ValueTask<Reply> ChangeList(long id, RequestBody<ListChange> body) => All.ChangeAsync(id, body);

    public override ValueTask<Reply> DestroyList(long id) => All.DeleteAsync(id);

    private NamedActions All => NamedActions.OfLists(Exchange);
}
