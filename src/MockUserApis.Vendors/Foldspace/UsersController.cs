using MockUserApis.Generated.Foldspace;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.Foldspace;

public sealed class UsersController : UsersControllerBase
{
    public override Reply UpdateUser(string identifyId, Sent<UserWrite> body)
    {
        var mismatch = Update.Mismatch(identifyId, body.Json);
        if (mismatch is not null)
            Exchange.Note(mismatch);
        if (Users.FindKey(identifyId) is not { } user || Apply(user, body).Document is null)
            return Errors.UserNotFound;
        if (mismatch is not null)
            Exchange.Rely(mismatch.Rule);
        return Done("User updated successfully");
    }

    public override Reply GetUser(string identifyId)
    {
        if (Users.FindKey(identifyId) is not { Document: var user })
            return Errors.UserNotFound;
        if (user.Has("location") || user.Has("products"))
            Exchange.Rely(View.NestedNulls);
        return Reply.Json(200, View.Of(user));
    }

    // "successfully deleted", where the other answers say "updated successfully". DOC
    public override Reply DeleteUser(Sent<UserDelete> body) =>
        Users.FindKey(body.Text("identifyId") ?? "") is { } user
        && Users.Delete(user, Sandbox.Clock.GetUtcNow(), revivable: false)
            ? Done("User successfully deleted")
            : Errors.UserNotFound;

    public override Reply CreateUser(Sent<UserCreate> body) =>
        Users.Add(ordinal => Update.Create(body.Json, Merging(ordinal))).Conflict is null
            ? Done("User created successfully")
            : Errors.Duplicate;

    private static Reply Done(string message) => Reply.Text(200, $"{{\"message\":\"{message}\"}}");
}
