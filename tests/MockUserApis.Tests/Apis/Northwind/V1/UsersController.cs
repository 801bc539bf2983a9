using MockUserApis.Generated.Northwind;

namespace MockUserApis.Tests.Apis.Northwind.V1;

public sealed class UsersController : UsersControllerBase
{
    public override async ValueTask<Reply> UpdateUser(string id, RequestBody<UserWrite> body) =>
        await Users.FindKeyAsync(id) is { } user && (await ApplyAsync(user, body)).Document is { } changed
            ? Reply.Json(200, View.Of(changed, "name"))
            : NorthwindApi.Errors.NotFound;

    public override async ValueTask<Reply> GetUser(string id) =>
        await Users.FindKeyAsync(id) is { Document: var user }
            ? Reply.Json(200, View.Of(user, "name"))
            : NorthwindApi.Errors.NotFound;
}
