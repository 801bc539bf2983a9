using MockUserApis.Generated.UserCom;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.UserCom.V1;

/// <summary>The lists of the application.</summary>
public sealed class ListsController : ListsControllerBase
{
    public override ValueTask<Reply> ListLists(int? page) => All.ListAsync(new NumberedPlace(Exchange, page));

    public override ValueTask<Reply> CreateList(RequestBody<ListCreate> body) => All.CreateAsync(body);

    public override ValueTask<Reply> ChangeList(long id, RequestBody<ListChange> body) => All.ChangeAsync(id, body);

    public override ValueTask<Reply> DestroyList(long id) => All.DeleteAsync(id);

    private NamedActions All => NamedActions.OfLists(Exchange);
}
