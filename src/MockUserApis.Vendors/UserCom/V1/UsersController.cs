using System.Globalization;
using System.Text.Json;
using MockUserApis.Generated.UserCom;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.UserCom.V1;

/// <summary>All users, and one user by User.com's integer id.</summary>
public sealed class UsersController : UsersControllerBase
{
    public override ValueTask<Reply> ListUsers(int? page, string? search, long? min, long? max) =>
        Listing.AnswerAsync(Exchange, Users, page ?? 1);

    public override ValueTask<Reply> SearchUsers(
        string? email,
        string? key,
        string? phoneNumber,
        string? userId,
        bool? many,
        int? page,
        string? search,
        long? min,
        long? max
    ) => new Search(Exchange, new Criteria(email, key, phoneNumber, userId)).AnswerAsync(many == true, page ?? 1);

    public override ValueTask<Reply> CreateUser(Sent<UserUpdate> body) => new Creation(Exchange).CreateAsync(body);

    public override ValueTask<Reply> UpdateOrCreateUser(Sent<UserUpdate> body) =>
        new Creation(Exchange).UpdateOrCreateAsync(body, "user_id");

    public override async ValueTask<Reply> GetUser(long id) => (await TheAsync(id)).Read();

    public override async ValueTask<Reply> UpdateUser(long id, Sent<UserUpdate> body) =>
        await (await TheAsync(id)).UpdateAsync(body);

    public override async ValueTask<Reply> PatchUser(long id, Sent<UserUpdate> body) =>
        await (await TheAsync(id)).UpdateAsync(body);

    public override async ValueTask<Reply> DeleteUser(long id) => await (await TheAsync(id)).DeleteAsync();

    public override async ValueTask<Reply> SetAttribute(long id, Sent<AttributeAssignment> body) =>
        await (await TheAsync(id)).SetAttributeAsync(body);

    public override async ValueTask<Reply> SetMultipleAttributes(long id, Sent<JsonElement> body) =>
        await (await TheAsync(id)).SetAttributesAsync(body);

    public override async ValueTask<Reply> AddTag(long id, Sent<TagName> body) =>
        await (await TheAsync(id)).AddTagAsync(body);

    public override async ValueTask<Reply> AddManyTags(long id, Sent<TagNames> body) =>
        await (await TheAsync(id)).AddTagsAsync(body);

    public override async ValueTask<Reply> RemoveTag(long id, Sent<TagName> body) =>
        await (await TheAsync(id)).RemoveTagAsync(body);

    public override async ValueTask<Reply> DeleteTag(long id, Sent<TagName> body) =>
        await (await TheAsync(id)).RemoveTagAsync(body);

    public override async ValueTask<Reply> RemoveAttribute(long id, Sent<AttributeName> body) =>
        await (await TheAsync(id)).RemoveAttributeAsync(body);

    public override async ValueTask<Reply> DeleteAttribute(long id, Sent<AttributeName> body) =>
        await (await TheAsync(id)).RemoveAttributeAsync(body);

    public override async ValueTask<Reply> AddToList(long id, Sent<ListReference> body) =>
        await (await TheAsync(id)).AddToListAsync(body);

    public override async ValueTask<Reply> RemoveFromList(long id, Sent<ListReference> body) =>
        await (await TheAsync(id)).RemoveFromListAsync(body);

    public override async ValueTask<Reply> DeleteFromList(long id, Sent<ListReference> body) =>
        await (await TheAsync(id)).RemoveFromListAsync(body);

    public override ValueTask<Reply> MassUpdateStandardAttributes(Sent<Generated.UserCom.MassUpdate> body) =>
        new MassUpdate(Exchange, body, FindAsync).StandardAsync();

    public override ValueTask<Reply> MassUpdateCustomAttributes(Sent<Generated.UserCom.MassUpdate> body) =>
        new MassUpdate(Exchange, body, FindAsync).CustomAsync(isPost: false);

    public override ValueTask<Reply> MassUpdateCustomAttributesByPost(Sent<Generated.UserCom.MassUpdate> body) =>
        new MassUpdate(Exchange, body, FindAsync).CustomAsync(isPost: true);

    public override ValueTask<Reply> MergeUsers(Sent<Generated.UserCom.UserMerge> body) =>
        new UserMerge(Exchange).AnswerAsync(body.Json);

    private ValueTask<Member?> FindAsync(string id) => Users.FindAsync(Seed.ById, id);

    private async ValueTask<OneUser> TheAsync(long id) =>
        new(Exchange, await FindAsync(id.ToString(CultureInfo.InvariantCulture)));
}
