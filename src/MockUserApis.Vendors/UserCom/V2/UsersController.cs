using System.Globalization;
using System.Text.Json;
using MockUserApis.Generated.UserComV2;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom.V2;

/// <summary>All users, and one user by User.com's integer id.</summary>
public sealed class UsersController : UsersControllerBase
{
    public override Reply ListUsers(string? cursor, string? search, long? min, long? max) =>
        Cursor.Read(Exchange, cursor, out var from) ?? Listing.Answer(Exchange, Users, from);

    public override Reply SearchUsers(
        string? email, string? key, string? phoneNumber, string? customId,
        bool? many, string? cursor, string? search, long? min, long? max) =>
        Cursor.Read(Exchange, cursor, out var from)
        ?? new Search(Exchange, new Criteria(email, key, phoneNumber, customId)).Answer(many == true, from);

    public override Reply CreateUser(Sent<UserUpdate> body) => new Creation(Exchange).Create(body);

    public override Reply UpdateOrCreateUser(Sent<UserUpdate> body)
    {
        if (!body.Has("custom_id")) Update.NoteNew(Exchange);
        return new Creation(Exchange).UpdateOrCreate(body, "custom_id");
    }

    public override Reply GetUser(long id) => The(id).Read();

    public override Reply UpdateUser(long id, Sent<UserUpdate> body) => The(id).Update(body);

    public override Reply PatchUser(long id, Sent<UserUpdate> body) => The(id).Update(body);

    public override Reply DeleteUser(long id) => The(id).Delete();

    public override Reply SetAttribute(long id, Sent<AttributeAssignment> body) => The(id).SetAttribute(body);

    public override Reply SetMultipleAttributes(long id, Sent<JsonElement> body) => The(id).SetAttributes(body);

    public override Reply AddTag(long id, Sent<TagName> body) => The(id).AddTag(body);

    public override Reply AddManyTags(long id, Sent<TagNames> body) => The(id).AddTags(body);

    public override Reply RemoveTag(long id, Sent<TagName> body) => The(id).RemoveTag(body);

    public override Reply DeleteTag(long id, Sent<TagName> body) => The(id).RemoveTag(body);

    public override Reply RemoveAttribute(long id, Sent<AttributeName> body) => The(id).RemoveAttribute(body);

    public override Reply DeleteAttribute(long id, Sent<AttributeName> body) => The(id).RemoveAttribute(body);

    public override Reply AddToList(long id, Sent<ListReference> body) => The(id).AddToList(body);

    public override Reply RemoveFromList(long id, Sent<ListReference> body) => The(id).RemoveFromList(body);

    public override Reply DeleteFromList(long id, Sent<ListReference> body) => The(id).RemoveFromList(body);

    public override Reply MassUpdateStandardAttributes(Sent<Generated.UserComV2.MassUpdate> body) =>
        new MassUpdate(Exchange, body, Find).Standard();

    public override Reply MassUpdateCustomAttributes(Sent<Generated.UserComV2.MassUpdate> body) =>
        new MassUpdate(Exchange, body, Find).Custom(isPost: false);

    public override Reply MassUpdateCustomAttributesByPost(Sent<Generated.UserComV2.MassUpdate> body) =>
        new MassUpdate(Exchange, body, Find).Custom(isPost: true);

    public override Reply MergeUsers(Sent<Generated.UserComV2.UserMerge> body) =>
        new UserMerge(Exchange).Answer(body.Json);

    private Member? Find(string id) => Users.Find(Seed.ById, id);

    private OneUser The(long id) => new(Exchange, Find(id.ToString(CultureInfo.InvariantCulture)));
}
