using MockUserApis.Generated.UserComV2;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>The tags of the application.</summary>
public sealed class TagsController : TagsControllerBase
{
    public override ValueTask<Reply> ListTags(string? cursor) =>
        CursorPlace.AnswerAsync(Exchange, cursor, place => All.ListAsync(place));

    public override ValueTask<Reply> CreateTag(RequestBody<TagName> body) => All.CreateAsync(body);

    public override ValueTask<Reply> RenameTag(long id, RequestBody<TagRename> body) => All.ChangeAsync(id, body);

    public override ValueTask<Reply> DestroyTag(long id) => All.DeleteAsync(id);

    public override ValueTask<Reply> ListTagUsers(long id, string? cursor) =>
        CursorPlace.AnswerAsync(Exchange, cursor, place => All.UsersAsync(id, place));

    public override ValueTask<Reply> ListTagCompanies(long id, string? cursor) =>
        CursorPlace.AnswerAsync(Exchange, cursor, place => All.CompaniesAsync(id, place));

    private NamedActions All => NamedActions.OfTags(Exchange);
}
