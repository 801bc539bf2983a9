using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>The answers that several families of paths give.</summary>
internal static class Answers
{
    private const int Some = 100;

    // ASSUMED: the body is not documented; clients parse every one.
    public static Reply Nothing { get; } = Reply.Json(200, "{}"u8.ToArray());

    /// <summary>200 with the view; 404 when there is no user, or no longer.</summary>
    public static Reply Of(Document? user) => user is null ? Errors.UserNotFound : Reply.Json(200, View.Of(user));

    /// <summary>Deletes a user, and then its events and chats: nothing could reach them. ASSUMED</summary>
    public static async ValueTask<Reply> DeletedAsync(Exchange exchange, Member? user)
    {
        var now = exchange.Sandbox.Clock.GetUtcNow();
        if (user is not { } found || !await exchange.Users.DeleteAsync(found, now, revivable: false))
            return Errors.UserNotFound;
        var id = found.Document.Text("id")!;
        await DeleteOfAsync(exchange, ChannelTalk.Events, EventSeed.OfUser, id);
        await DeleteOfAsync(exchange, ChannelTalk.Chats, ChatSeed.OfUser, id);
        return Nothing;
    }

    private static async ValueTask DeleteOfAsync(Exchange exchange, Recipe recipe, MemberGroup group, string id)
    {
        var (members, now) = (exchange.Members(recipe), exchange.Sandbox.Clock.GetUtcNow());
        IReadOnlyList<Member> some;
        for (var behind = 0L; (some = await members.OfAsync(group, id, behind, Some)).Count > 0; )
        {
            foreach (var member in some)
                await members.DeleteAsync(member, now, revivable: false);
            behind = some[^1].Ordinal;
        }
    }
}
