using MockUserApis.Generated.UserCom;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.UserCom.V1;

/// <summary>The tags of the application.</summary>
public sealed class TagsController : TagsControllerBase
{
    public override ValueTask<Reply> ListTags(int? page) => All.ListAsync(new NumberedPlace(Exchange, page));

    public override ValueTask<Reply> CreateTag(RequestBody<TagName> body) => All.CreateAsync(body);

    public override ValueTask<Reply> RenameTag(long id, RequestBody<TagRename> body) => All.ChangeAsync(id, body);

    public override ValueTask<Reply> DestroyTag(long id) => All.DeleteAsync(id);

    public override ValueTask<Reply> ListTagUsers(long id, int? page) =>
        All.UsersAsync(id, new NumberedPlace(Exchange, page));

    public override ValueTask<Reply> ListTagCompanies(long id, int? page) =>
        All.CompaniesAsync(id, new NumberedPlace(Exchange, page));

    private NamedActions All => NamedActions.OfTags(Exchange);
}
