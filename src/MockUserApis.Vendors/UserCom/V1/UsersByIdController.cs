using System.Text.Json;
using MockUserApis.Generated.UserCom;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.UserCom.V1;

/// <summary>One user by your own id. It is compared as text: <c>1</c> and <c>01</c> are two users.</summary>
public sealed class UsersByIdController : UsersByIdControllerBase
{
    public override ValueTask<Reply> SearchUserByCustomId(string? userId) =>
        new Search(Exchange, new Criteria(null, null, null, userId), onlyOne: true).AnswerAsync(many: false, page: 1);

    public override async ValueTask<Reply> GetUserByCustomId(string userId) => (await TheAsync(userId)).Read();

    public override async ValueTask<Reply> UpdateUserByCustomId(string userId, Sent<UserUpdate> body) =>
        await (await TheAsync(userId)).UpdateAsync(body);

    public override async ValueTask<Reply> PatchUserByCustomId(string userId, Sent<UserUpdate> body) =>
        await (await TheAsync(userId)).UpdateAsync(body);

    public override async ValueTask<Reply> DeleteUserByCustomId(string userId) =>
        await (await TheAsync(userId)).DeleteAsync();

    public override async ValueTask<Reply> SetAttributeByCustomId(string userId, Sent<AttributeAssignment> body) =>
        await (await TheAsync(userId)).SetAttributeAsync(body);

    public override async ValueTask<Reply> SetMultipleAttributesByCustomId(string userId, Sent<JsonElement> body) =>
        await (await TheAsync(userId)).SetAttributesAsync(body);

    public override async ValueTask<Reply> AddTagByCustomId(string userId, Sent<TagName> body) =>
        await (await TheAsync(userId)).AddTagAsync(body);

    public override async ValueTask<Reply> AddManyTagsByCustomId(string userId, Sent<TagNames> body) =>
        await (await TheAsync(userId)).AddTagsAsync(body);

    public override async ValueTask<Reply> RemoveTagByCustomId(string userId, Sent<TagName> body) =>
        await (await TheAsync(userId)).RemoveTagAsync(body);

    public override async ValueTask<Reply> DeleteTagByCustomId(string userId, Sent<TagName> body) =>
        await (await TheAsync(userId)).RemoveTagAsync(body);

    public override async ValueTask<Reply> RemoveAttributeByCustomId(string userId, Sent<AttributeName> body) =>
        await (await TheAsync(userId)).RemoveAttributeAsync(body);

    public override async ValueTask<Reply> DeleteAttributeByCustomId(string userId, Sent<AttributeName> body) =>
        await (await TheAsync(userId)).RemoveAttributeAsync(body);

    public override async ValueTask<Reply> AddToListByCustomId(string userId, Sent<ListReference> body) =>
        await (await TheAsync(userId)).AddToListAsync(body);

    public override async ValueTask<Reply> RemoveFromListByCustomId(string userId, Sent<ListReference> body) =>
        await (await TheAsync(userId)).RemoveFromListAsync(body);

    public override async ValueTask<Reply> DeleteFromListByCustomId(string userId, Sent<ListReference> body) =>
        await (await TheAsync(userId)).RemoveFromListAsync(body);

    public override ValueTask<Reply> MassUpdateStandardAttributesByCustomId(Sent<MassUpdateByCustomId> body) =>
        new MassUpdate(Exchange, body, Users.FindKeyAsync).StandardAsync();

    public override ValueTask<Reply> MassUpdateCustomAttributesByCustomId(Sent<MassUpdateByCustomId> body) =>
        new MassUpdate(Exchange, body, Users.FindKeyAsync).CustomAsync(isPost: false);

    public override ValueTask<Reply> MassUpdateCustomAttributesByPostByCustomId(Sent<MassUpdateByCustomId> body) =>
        new MassUpdate(Exchange, body, Users.FindKeyAsync).CustomAsync(isPost: true);

    private async ValueTask<OneUser> TheAsync(string userId) => new(Exchange, await Users.FindKeyAsync(userId));
}
