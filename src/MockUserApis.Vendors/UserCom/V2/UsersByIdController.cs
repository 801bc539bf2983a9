using System.Text.Json;
using MockUserApis.Generated.UserComV2;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>One user by your own id. It is compared as text: <c>1</c> and <c>01</c> are two users.</summary>
public sealed class UsersByIdController : UsersByIdControllerBase
{
    public override ValueTask<Reply> SearchUserByCustomId(string? customId) =>
        new Search(Exchange, new Criteria(null, null, null, customId), onlyOne: true).AnswerAsync(many: false, from: 0);

    public override async ValueTask<Reply> GetUserByCustomId(string customId) => (await TheAsync(customId)).Read();

    public override async ValueTask<Reply> UpdateUserByCustomId(string customId, Sent<UserUpdate> body) =>
        await (await TheAsync(customId)).UpdateAsync(body);

    public override async ValueTask<Reply> PatchUserByCustomId(string customId, Sent<UserUpdate> body) =>
        await (await TheAsync(customId)).UpdateAsync(body);

    public override async ValueTask<Reply> DeleteUserByCustomId(string customId) =>
        await (await TheAsync(customId)).DeleteAsync();

    public override async ValueTask<Reply> SetAttributeByCustomId(string customId, Sent<AttributeAssignment> body) =>
        await (await TheAsync(customId)).SetAttributeAsync(body);

    public override async ValueTask<Reply> SetMultipleAttributesByCustomId(string customId, Sent<JsonElement> body) =>
        await (await TheAsync(customId)).SetAttributesAsync(body);

    public override async ValueTask<Reply> AddTagByCustomId(string customId, Sent<TagName> body) =>
        await (await TheAsync(customId)).AddTagAsync(body);

    public override async ValueTask<Reply> AddManyTagsByCustomId(string customId, Sent<TagNames> body) =>
        await (await TheAsync(customId)).AddTagsAsync(body);

    public override async ValueTask<Reply> RemoveTagByCustomId(string customId, Sent<TagName> body) =>
        await (await TheAsync(customId)).RemoveTagAsync(body);

    public override async ValueTask<Reply> DeleteTagByCustomId(string customId, Sent<TagName> body) =>
        await (await TheAsync(customId)).RemoveTagAsync(body);

    public override async ValueTask<Reply> RemoveAttributeByCustomId(string customId, Sent<AttributeName> body) =>
        await (await TheAsync(customId)).RemoveAttributeAsync(body);

    public override async ValueTask<Reply> DeleteAttributeByCustomId(string customId, Sent<AttributeName> body) =>
        await (await TheAsync(customId)).RemoveAttributeAsync(body);

    public override async ValueTask<Reply> AddToListByCustomId(string customId, Sent<ListReference> body) =>
        await (await TheAsync(customId)).AddToListAsync(body);

    public override async ValueTask<Reply> RemoveFromListByCustomId(string customId, Sent<ListReference> body) =>
        await (await TheAsync(customId)).RemoveFromListAsync(body);

    public override async ValueTask<Reply> DeleteFromListByCustomId(string customId, Sent<ListReference> body) =>
        await (await TheAsync(customId)).RemoveFromListAsync(body);

    public override ValueTask<Reply> MassUpdateStandardAttributesByCustomId(Sent<MassUpdateByCustomId> body) =>
        new MassUpdate(Exchange, body, Users.FindKeyAsync).StandardAsync();

    public override ValueTask<Reply> MassUpdateCustomAttributesByCustomId(Sent<MassUpdateByCustomId> body) =>
        new MassUpdate(Exchange, body, Users.FindKeyAsync).CustomAsync(isPost: false);

    public override ValueTask<Reply> MassUpdateCustomAttributesByPostByCustomId(Sent<MassUpdateByCustomId> body) =>
        new MassUpdate(Exchange, body, Users.FindKeyAsync).CustomAsync(isPost: true);

    private async ValueTask<OneUser> TheAsync(string customId) => new(Exchange, await Users.FindKeyAsync(customId));
}
