using MockUserApis.Generated.Northwind;

namespace MockUserApis.Tests.Apis.Northwind.V1;

public sealed class UsersController : UsersControllerBase
{
    public override Reply UpdateUser(string id, Sent<UserWrite> body) =>
        Users.FindKey(id) is { } user && Apply(user, body).Document is { } changed
            ? Reply.Json(200, View.Of(changed, "name"))
            : NorthwindApi.Errors.NotFound;

    public override Reply GetUser(string id) =>
        Users.FindKey(id) is { Document: var user }
            ? Reply.Json(200, View.Of(user, "name"))
            : NorthwindApi.Errors.NotFound;
}
