using MockUserApis.Generated.ChannelTalk;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;

namespace MockUserApis.Vendors.ChannelTalk;

public sealed class UsersController : UsersControllerBase
{
    public override Reply CreateUser(Sent<UserCreate> body) =>
        Answers.Of(Users.Add(ordinal => Update.Create(null, body.Json, Merging(ordinal))).Member.Document);

    public override Reply GetUser(string userId) => Answers.Of(Users.FindKey(userId)?.Document);

    public override Reply UpdateUser(string userId, Sent<UserUpdate> body) =>
        Answers.Of(Users.FindKey(userId) is { } user ? Apply(user, body).Document : null);

    public override Reply DeleteUser(string userId) => Answers.Deleted(Users, Users.FindKey(userId), Sandbox);

    public override Reply BlockUser(string userId) => Change(userId, static (draft, _) => draft.Set("blocked", true));

    public override Reply UnblockUser(string userId) =>
        Change(userId, static (draft, _) => draft.Set("blocked", false));

    public override Reply TouchUser(string userId) => Change(userId, Update.Touch);

    private Reply Change(string userId, Action<Draft, MergeContext> change)
    {
        if (Users.FindKey(userId) is not { } user)
            return Errors.UserNotFound;
        var context = Merging(user.Ordinal);
        return Answers.Of(
            Users
                .Change(
                    user,
                    stored =>
                        stored.With(draft =>
                        {
                            change(draft, context);
                            Update.Stamp(draft, context);
                        })
                )
                .Document
        );
    }
}
