using System.Text.Json;
using MockUserApis.Generated.UserCom;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.UserCom;

/// <summary>One user by your own id. It is compared as text: <c>1</c> and <c>01</c> are two users.</summary>
public sealed class UsersByIdController : UsersByIdControllerBase
{
    public override Reply SearchUserByCustomId(string? userId) =>
        new Search(Exchange, null, null, null, userId, onlyOne: true).Answer(many: false, page: 1);

    public override Reply GetUserByCustomId(string userId) => The(userId).Read();

    public override Reply UpdateUserByCustomId(string userId, Sent<UserUpdate> body) => The(userId).Update(body);

    public override Reply PatchUserByCustomId(string userId, Sent<UserUpdate> body) => The(userId).Update(body);

    public override Reply DeleteUserByCustomId(string userId) => The(userId).Delete();

    public override Reply SetAttributeByCustomId(string userId, Sent<AttributeAssignment> body) =>
        The(userId).SetAttribute(body);

    public override Reply SetMultipleAttributesByCustomId(string userId, Sent<JsonElement> body) =>
        The(userId).SetAttributes(body);

    public override Reply AddTagByCustomId(string userId, Sent<TagName> body) => The(userId).AddTag(body);

    public override Reply AddManyTagsByCustomId(string userId, Sent<TagNames> body) => The(userId).AddTags(body);

    public override Reply RemoveTagByCustomId(string userId, Sent<TagName> body) => The(userId).RemoveTag(body);

    public override Reply DeleteTagByCustomId(string userId, Sent<TagName> body) => The(userId).RemoveTag(body);

    public override Reply RemoveAttributeByCustomId(string userId, Sent<AttributeName> body) =>
        The(userId).RemoveAttribute(body);

    public override Reply DeleteAttributeByCustomId(string userId, Sent<AttributeName> body) =>
        The(userId).RemoveAttribute(body);

    public override Reply AddToListByCustomId(string userId, Sent<ListReference> body) => The(userId).AddToList(body);

    public override Reply RemoveFromListByCustomId(string userId, Sent<ListReference> body) =>
        The(userId).RemoveFromList(body);

    public override Reply DeleteFromListByCustomId(string userId, Sent<ListReference> body) =>
        The(userId).RemoveFromList(body);

    public override Reply MassUpdateStandardAttributesByCustomId(Sent<MassUpdateByCustomId> body) =>
        new MassUpdate(Exchange, body, Users.FindKey).Standard();

    public override Reply MassUpdateCustomAttributesByCustomId(Sent<MassUpdateByCustomId> body) =>
        new MassUpdate(Exchange, body, Users.FindKey).Custom(isPost: false);

    public override Reply MassUpdateCustomAttributesByPostByCustomId(Sent<MassUpdateByCustomId> body) =>
        new MassUpdate(Exchange, body, Users.FindKey).Custom(isPost: true);

    private OneUser The(string userId) => new(Exchange, Users.FindKey(userId));
}
