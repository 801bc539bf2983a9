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

    public override ValueTask<Reply> CreateUser(RequestBody<UserUpdate> body) =>
        new Creation(Exchange).CreateAsync(body);

    public override ValueTask<Reply> UpdateOrCreateUser(RequestBody<UserUpdate> body) =>
        new Creation(Exchange).UpdateOrCreateAsync(body, "user_id");

    public override async ValueTask<Reply> GetUser(long id) => (await ForAsync(id)).Read();

    public override async ValueTask<Reply> UpdateUser(long id, RequestBody<UserUpdate> body) =>
        await (await ForAsync(id)).UpdateAsync(body);

    public override async ValueTask<Reply> PatchUser(long id, RequestBody<UserUpdate> body) =>
        await (await ForAsync(id)).UpdateAsync(body);

    public override async ValueTask<Reply> DeleteUser(long id) => await (await ForAsync(id)).DeleteAsync();

    public override async ValueTask<Reply> SetAttribute(long id, RequestBody<AttributeAssignment> body) =>
        await (await ForAsync(id)).SetAttributeAsync(body);

    public override async ValueTask<Reply> SetMultipleAttributes(long id, RequestBody<JsonElement> body) =>
        await (await ForAsync(id)).SetAttributesAsync(body);

    public override async ValueTask<Reply> AddTag(long id, RequestBody<TagName> body) =>
        await (await ForAsync(id)).AddTagAsync(body);

    public override async ValueTask<Reply> AddManyTags(long id, RequestBody<TagNames> body) =>
        await (await ForAsync(id)).AddTagsAsync(body);

    public override async ValueTask<Reply> RemoveTag(long id, RequestBody<TagName> body) =>
        await (await ForAsync(id)).RemoveTagAsync(body);

    public override async ValueTask<Reply> DeleteTag(long id, RequestBody<TagName> body) =>
        await (await ForAsync(id)).RemoveTagAsync(body);

    public override async ValueTask<Reply> RemoveAttribute(long id, RequestBody<AttributeName> body) =>
        await (await ForAsync(id)).RemoveAttributeAsync(body);

    public override async ValueTask<Reply> DeleteAttribute(long id, RequestBody<AttributeName> body) =>
        await (await ForAsync(id)).RemoveAttributeAsync(body);

    public override async ValueTask<Reply> AddToList(long id, RequestBody<ListReference> body) =>
        await (await ForAsync(id)).AddToListAsync(body);

    public override async ValueTask<Reply> RemoveFromList(long id, RequestBody<ListReference> body) =>
        await (await ForAsync(id)).RemoveFromListAsync(body);

    public override async ValueTask<Reply> DeleteFromList(long id, RequestBody<ListReference> body) =>
        await (await ForAsync(id)).RemoveFromListAsync(body);

    public override ValueTask<Reply> MassUpdateStandardAttributes(RequestBody<Generated.UserCom.MassUpdate> body) =>
        new MassUpdate(Exchange, body, FindAsync).StandardAsync();

    public override ValueTask<Reply> MassUpdateCustomAttributes(RequestBody<Generated.UserCom.MassUpdate> body) =>
        new MassUpdate(Exchange, body, FindAsync).CustomAsync(isPost: false);

    public override ValueTask<Reply> MassUpdateCustomAttributesByPost(RequestBody<Generated.UserCom.MassUpdate> body) =>
        new MassUpdate(Exchange, body, FindAsync).CustomAsync(isPost: true);

    public override ValueTask<Reply> MergeUsers(RequestBody<Generated.UserCom.UserMerge> body) =>
        new UserMerge(Exchange).AnswerAsync(body.Json);

    private ValueTask<Member?> FindAsync(string id) => Users.FindAsync(Seed.ById, id);

    private async ValueTask<UserActions> ForAsync(long id) =>
        new(Exchange, await FindAsync(id.ToString(CultureInfo.InvariantCulture)));
}
