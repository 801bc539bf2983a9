using MockUserApis.Generated.Foldspace;
using MockUserApis.Kernel;

namespace MockUserApis.Vendors.Foldspace;

public sealed class UsersController : UsersControllerBase
{
    public override Reply UpdateUser(string identifyId, Sent<UserWrite> body)
    {
        if (Update.Mismatch(identifyId, body) is { } mismatch && Departs(mismatch) is { } refused) return refused;
        return Users.FindKey(identifyId) is { } user && Apply(user, body).Document is not null ? Done("User updated successfully") : Errors.UserNotFound;
    }

    public override Reply GetUser(string identifyId)
    {
        if (Users.FindKey(identifyId) is not { Document: var user }) return Errors.UserNotFound;
        if (user.Has("location") || user.Has("products")) Exchange.Rely(View.NestedNulls);
        return Reply.Json(200, View.Of(user));
    }

    // "successfully deleted", where the other answers say "updated successfully". DOC
    public override Reply DeleteUser(Sent<UserDelete> body) =>
        Users.FindKey(body.Text("identifyId") ?? "") is { } user && Users.Delete(user, Sandbox.Clock.GetUtcNow(), revivable: false)
            ? Done("User successfully deleted") : Errors.UserNotFound;

    public override Reply CreateUser(Sent<UserWrite> body)
    {
        if (Update.Nameless(body) is { } nameless && Departs(nameless) is { } refused) return refused;
        return Users.Add(ordinal => Update.Create(body.Json, Merging(ordinal))).Conflict is null ? Done("User created successfully") : Errors.Duplicate;
    }

    private static Reply Done(string message) => Reply.Text(200, $"{{\"message\":\"{message}\"}}");
}
