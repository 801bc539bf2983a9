using System.Text.Json;
using MockUserApis.Generated.UserCom;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.UserCom.V1;

/// <summary>One user by your own id. It is compared as text: <c>1</c> and <c>01</c> are two users.</summary>
public sealed class UsersByIdController : UsersByIdControllerBase
{
    public override ValueTask<Reply> SearchUserByCustomId(string? userId) =>
        new Search(Exchange, new Criteria(null, null, null, userId), onlyOne: true).AnswerAsync(many: false, page: 1);

    public override async ValueTask<Reply> GetUserByCustomId(string userId) => (await ForAsync(userId)).Read();

    public override async ValueTask<Reply> UpdateUserByCustomId(string userId, RequestBody<UserUpdate> body) =>
        await (await ForAsync(userId)).UpdateAsync(body);

    public override async ValueTask<Reply> PatchUserByCustomId(string userId, RequestBody<UserUpdate> body) =>
        await (await ForAsync(userId)).UpdateAsync(body);

    public override async ValueTask<Reply> DeleteUserByCustomId(string userId) =>
        await (await ForAsync(userId)).DeleteAsync();

    public override async ValueTask<Reply> SetAttributeByCustomId(
        string userId,
        RequestBody<AttributeAssignment> body
    ) => await (await ForAsync(userId)).SetAttributeAsync(body);

    public override async ValueTask<Reply> SetMultipleAttributesByCustomId(
        string userId,
        RequestBody<JsonElement> body
    ) => await (await ForAsync(userId)).SetAttributesAsync(body);

    public override async ValueTask<Reply> AddTagByCustomId(string userId, RequestBody<TagName> body) =>
        await (await ForAsync(userId)).AddTagAsync(body);

    public override async ValueTask<Reply> AddManyTagsByCustomId(string userId, RequestBody<TagNames> body) =>
        await (await ForAsync(userId)).AddTagsAsync(body);

    public override async ValueTask<Reply> RemoveTagByCustomId(string userId, RequestBody<TagName> body) =>
        await (await ForAsync(userId)).RemoveTagAsync(body);

    public override async ValueTask<Reply> DeleteTagByCustomId(string userId, RequestBody<TagName> body) =>
        await (await ForAsync(userId)).RemoveTagAsync(body);

    public override async ValueTask<Reply> RemoveAttributeByCustomId(string userId, RequestBody<AttributeName> body) =>
        await (await ForAsync(userId)).RemoveAttributeAsync(body);

    public override async ValueTask<Reply> DeleteAttributeByCustomId(string userId, RequestBody<AttributeName> body) =>
        await (await ForAsync(userId)).RemoveAttributeAsync(body);

    public override async ValueTask<Reply> AddToListByCustomId(string userId, RequestBody<ListReference> body) =>
        await (await ForAsync(userId)).AddToListAsync(body);

    public override async ValueTask<Reply> RemoveFromListByCustomId(string userId, RequestBody<ListReference> body) =>
        await (await ForAsync(userId)).RemoveFromListAsync(body);

    public override async ValueTask<Reply> DeleteFromListByCustomId(string userId, RequestBody<ListReference> body) =>
        await (await ForAsync(userId)).RemoveFromListAsync(body);

    public override ValueTask<Reply> MassUpdateStandardAttributesByCustomId(RequestBody<MassUpdateByCustomId> body) =>
        new MassUpdate(Exchange, body, Users.FindKeyAsync).StandardAsync();

    public override ValueTask<Reply> MassUpdateCustomAttributesByCustomId(RequestBody<MassUpdateByCustomId> body) =>
        new MassUpdate(Exchange, body, Users.FindKeyAsync).CustomAsync(isPost: false);

    public override ValueTask<Reply> MassUpdateCustomAttributesByPostByCustomId(
        RequestBody<MassUpdateByCustomId> body
    ) => new MassUpdate(Exchange, body, Users.FindKeyAsync).CustomAsync(isPost: true);

    private async ValueTask<UserActions> ForAsync(string userId) => new(Exchange, await Users.FindKeyAsync(userId));
}
