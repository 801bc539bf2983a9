using System.Text.Json;
using MockUserApis.Generated.UserComV2;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>One user by your own id. It is compared as text: <c>1</c> and <c>01</c> are two users.</summary>
public sealed class UsersByIdController : UsersByIdControllerBase
{
    public override Reply SearchUserByCustomId(string? customId) =>
        new Search(Exchange, new Criteria(null, null, null, customId), onlyOne: true).Answer(many: false, from: 0);

    public override Reply GetUserByCustomId(string customId) => The(customId).Read();

    public override Reply UpdateUserByCustomId(string customId, Sent<UserUpdate> body) => The(customId).Update(body);

    public override Reply PatchUserByCustomId(string customId, Sent<UserUpdate> body) => The(customId).Update(body);

    public override Reply DeleteUserByCustomId(string customId) => The(customId).Delete();

    public override Reply SetAttributeByCustomId(string customId, Sent<AttributeAssignment> body) =>
        The(customId).SetAttribute(body);

    public override Reply SetMultipleAttributesByCustomId(string customId, Sent<JsonElement> body) =>
        The(customId).SetAttributes(body);

    public override Reply AddTagByCustomId(string customId, Sent<TagName> body) => The(customId).AddTag(body);

    public override Reply AddManyTagsByCustomId(string customId, Sent<TagNames> body) => The(customId).AddTags(body);

    public override Reply RemoveTagByCustomId(string customId, Sent<TagName> body) => The(customId).RemoveTag(body);

    public override Reply DeleteTagByCustomId(string customId, Sent<TagName> body) => The(customId).RemoveTag(body);

    public override Reply RemoveAttributeByCustomId(string customId, Sent<AttributeName> body) =>
        The(customId).RemoveAttribute(body);

    public override Reply DeleteAttributeByCustomId(string customId, Sent<AttributeName> body) =>
        The(customId).RemoveAttribute(body);

    public override Reply AddToListByCustomId(string customId, Sent<ListReference> body) =>
        The(customId).AddToList(body);

    public override Reply RemoveFromListByCustomId(string customId, Sent<ListReference> body) =>
        The(customId).RemoveFromList(body);

    public override Reply DeleteFromListByCustomId(string customId, Sent<ListReference> body) =>
        The(customId).RemoveFromList(body);

    public override Reply MassUpdateStandardAttributesByCustomId(Sent<MassUpdateByCustomId> body) =>
        new MassUpdate(Exchange, body, Users.FindKey).Standard();

    public override Reply MassUpdateCustomAttributesByCustomId(Sent<MassUpdateByCustomId> body) =>
        new MassUpdate(Exchange, body, Users.FindKey).Custom(isPost: false);

    public override Reply MassUpdateCustomAttributesByPostByCustomId(Sent<MassUpdateByCustomId> body) =>
        new MassUpdate(Exchange, body, Users.FindKey).Custom(isPost: true);

    private OneUser The(string customId) => new(Exchange, Users.FindKey(customId));
}
