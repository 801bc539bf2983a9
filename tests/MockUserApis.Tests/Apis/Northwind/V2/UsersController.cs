using MockUserApis.Generated.NorthwindV2;

namespace MockUserApis.Tests.Apis.Northwind.V2;

public sealed class UsersController : UsersControllerBase
{
    public override async ValueTask<Reply> UpdateUser(string id, RequestBody<UserWrite> body) =>
        await Users.FindKeyAsync(id) is { } user && (await ApplyAsync(user, body)).Document is { } changed
            ? Reply.Json(200, View.Of(changed, "fullName"))
            : NorthwindApi.Errors.NotFound;

    public override async ValueTask<Reply> GetUser(string id) =>
        await Users.FindKeyAsync(id) is { Document: var user }
            ? Reply.Json(200, View.Of(user, "fullName"))
            : NorthwindApi.Errors.NotFound;
}
