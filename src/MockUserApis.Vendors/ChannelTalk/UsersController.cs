using MockUserApis.Generated.ChannelTalk;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Vendors.ChannelTalk;

public sealed class UsersController : UsersControllerBase
{
    public override async ValueTask<Reply> CreateUser(RequestBody<UserCreate> body) =>
        Answers.Of((await Users.AddAsync(ordinal => Update.Create(null, body.Json, Merging(ordinal)))).Member.Document);

    public override async ValueTask<Reply> GetUser(string userId) =>
        Answers.Of((await Users.FindKeyAsync(userId))?.Document);

    public override async ValueTask<Reply> UpdateUser(string userId, RequestBody<UserUpdate> body) =>
        Answers.Of(await Users.FindKeyAsync(userId) is { } user ? (await ApplyAsync(user, body)).Document : null);

    public override async ValueTask<Reply> DeleteUser(string userId) =>
        await Answers.DeletedAsync(Exchange, await Users.FindKeyAsync(userId));

    public override ValueTask<Reply> BlockUser(string userId) =>
        ChangeAsync(userId, static (draft, _) => draft.Set("blocked", true));

    public override ValueTask<Reply> UnblockUser(string userId) =>
        ChangeAsync(userId, static (draft, _) => draft.Set("blocked", false));

    public override ValueTask<Reply> TouchUser(string userId) => ChangeAsync(userId, Update.Touch);

    private async ValueTask<Reply> ChangeAsync(string userId, Action<Draft, MergeContext> change)
    {
        if (await Users.FindKeyAsync(userId) is not { } user)
            return Errors.UserNotFound;
        var context = Merging(user.Ordinal);
        var (document, _) = await Users.ChangeAsync(
            user,
            stored =>
                stored.With(draft =>
                {
                    change(draft, context);
                    Update.Stamp(draft, context);
                })
        );
        return Answers.Of(document);
    }
}
