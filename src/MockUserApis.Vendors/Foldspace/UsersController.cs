using MockUserApis.Generated.Foldspace;
using MockUserApis.Kernel.Apis;

namespace MockUserApis.Vendors.Foldspace;

public sealed class UsersController : UsersControllerBase
{
    public override async ValueTask<Reply> UpdateUser(string identifyId, RequestBody<UserWrite> body)
    {
        var mismatch = Update.Mismatch(identifyId, body.Json);
        if (mismatch is not null)
            Exchange.Note(mismatch);
        if (await Users.FindKeyAsync(identifyId) is not { } user)
            return Errors.UserNotFound(Exchange);
        if ((await ApplyAsync(user, body)).Document is null)
            return Errors.UserNotFound(Exchange);
        if (mismatch is not null)
            Exchange.Rely(mismatch.Rule);
        return Answers.Done("User updated successfully");
    }

    public override async ValueTask<Reply> GetUser(string identifyId)
    {
        if (await Users.FindKeyAsync(identifyId) is not { Document: var user })
            return Errors.UserNotFound(Exchange);
        if (user.Has("location") || user.Has("products"))
            Exchange.Rely(View.NestedNulls);
        return Reply.Json(200, View.Of(user));
    }

    // "successfully deleted", where the other answers say "updated successfully". DOC
    public override async ValueTask<Reply> DeleteUser(RequestBody<UserDelete> body) =>
        await Users.FindKeyAsync(body.Text("identifyId") ?? "") is { } user
        && await Users.DeleteAsync(user, Sandbox.Clock.GetUtcNow(), revivable: false)
            ? Answers.Done("User successfully deleted")
            : Errors.UserNotFound(Exchange);

    public override async ValueTask<Reply> CreateUser(RequestBody<UserCreate> body) =>
        (await Users.AddAsync(ordinal => Update.Create(body.Json, Merging(ordinal)))).Conflict is null
            ? Answers.Done("User created successfully")
            : Errors.Duplicate;
}
