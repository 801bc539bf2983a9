using System.Text.Json;
using MockUserApis.Generated.UserComV2;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>One user by your own id. It is compared as text: <c>1</c> and <c>01</c> are two users.</summary>
public sealed class UsersByIdController : UsersByIdControllerBase
{
    public override ValueTask<Reply> SearchUserByCustomId(string? customId) =>
        new Search(Exchange, new Criteria(null, null, null, customId), onlyOne: true).AnswerAsync(many: false, from: 0);

    public override async ValueTask<Reply> GetUserByCustomId(string customId) => (await ForAsync(customId)).Read();

    public override async ValueTask<Reply> UpdateUserByCustomId(string customId, RequestBody<UserUpdate> body) =>
        await (await ForAsync(customId)).UpdateAsync(body);

    public override async ValueTask<Reply> PatchUserByCustomId(string customId, RequestBody<UserUpdate> body) =>
        await (await ForAsync(customId)).UpdateAsync(body);

    public override async ValueTask<Reply> DeleteUserByCustomId(string customId) =>
        await (await ForAsync(customId)).DeleteAsync();

    public override async ValueTask<Reply> SetAttributeByCustomId(
        string customId,
        RequestBody<AttributeAssignment> body
    ) => await (await ForAsync(customId)).SetAttributeAsync(body);

    public override async ValueTask<Reply> SetMultipleAttributesByCustomId(
        string customId,
        RequestBody<JsonElement> body
    ) => await (await ForAsync(customId)).SetAttributesAsync(body);

    public override async ValueTask<Reply> AddTagByCustomId(string customId, RequestBody<TagName> body) =>
        await (await ForAsync(customId)).AddTagAsync(body);

    public override async ValueTask<Reply> AddManyTagsByCustomId(string customId, RequestBody<TagNames> body) =>
        await (await ForAsync(customId)).AddTagsAsync(body);

    public override async ValueTask<Reply> RemoveTagByCustomId(string customId, RequestBody<TagName> body) =>
        await (await ForAsync(customId)).RemoveTagAsync(body);

    public override async ValueTask<Reply> DeleteTagByCustomId(string customId, RequestBody<TagName> body) =>
        await (await ForAsync(customId)).RemoveTagAsync(body);

    public override async ValueTask<Reply> RemoveAttributeByCustomId(
        string customId,
        RequestBody<AttributeName> body
    ) => await (await ForAsync(customId)).RemoveAttributeAsync(body);

    public override async ValueTask<Reply> DeleteAttributeByCustomId(
        string customId,
        RequestBody<AttributeName> body
    ) => await (await ForAsync(customId)).RemoveAttributeAsync(body);

    public override async ValueTask<Reply> AddToListByCustomId(string customId, RequestBody<ListReference> body) =>
        await (await ForAsync(customId)).AddToListAsync(body);

    public override async ValueTask<Reply> RemoveFromListByCustomId(string customId, RequestBody<ListReference> body) =>
        await (await ForAsync(customId)).RemoveFromListAsync(body);

    public override async ValueTask<Reply> DeleteFromListByCustomId(string customId, RequestBody<ListReference> body) =>
        await (await ForAsync(customId)).RemoveFromListAsync(body);

    public override ValueTask<Reply> MassUpdateStandardAttributesByCustomId(RequestBody<MassUpdateByCustomId> body) =>
        MassOf(body).StandardAsync();

    public override ValueTask<Reply> MassUpdateCustomAttributesByCustomId(RequestBody<MassUpdateByCustomId> body) =>
        MassOf(body).CustomAsync(isPost: false);

    public override ValueTask<Reply> MassUpdateCustomAttributesByPostByCustomId(
        RequestBody<MassUpdateByCustomId> body
    ) => MassOf(body).CustomAsync(isPost: true);

    private MassUpdate MassOf(RequestBody body)
    {
        MassIds.Note(Exchange, body);
        return new MassUpdate(Exchange, body, Users.FindKeyAsync);
    }

    private async ValueTask<UserActions> ForAsync(string customId) => new(Exchange, await Users.FindKeyAsync(customId));
}
