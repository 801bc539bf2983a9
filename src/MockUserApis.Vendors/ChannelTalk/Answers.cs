using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>The two answers that both families of paths give.</summary>
internal static class Answers
{
    private static readonly byte[] Nothing = "{}"u8.ToArray();

    /// <summary>200 with the view; 404 when there is no user, or no longer.</summary>
    public static Reply Of(Document? user) => user is null ? Errors.UserNotFound : Reply.Json(200, View.Of(user));

    // ASSUMED: the body is not documented; clients parse every one.
    public static async ValueTask<Reply> DeletedAsync(WatchedCollection users, Member? user, Sandbox sandbox) =>
        user is { } found && await users.DeleteAsync(found, sandbox.Clock.GetUtcNow(), revivable: false)
            ? Reply.Json(200, Nothing)
            : Errors.UserNotFound;
}
