using System.Text.Json;
using MockUserApis.Generated.ChannelTalk;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>Chats with a user: opened and listed. What is written in them is not mocked.</summary>
public sealed class ChatsController : ChatsControllerBase
{
    private static readonly Rule HasChatRule = new(
        "chats/hasChat",
        ASSUMED,
        "a chat sets the user's hasChat; that this is no update, with a version of its own, is the milder reading"
    );

    private WatchedCollection All => Members(ChannelTalk.Chats);

    public override async ValueTask<Reply> CreateUserChat(string userId, RequestBody<UserChatCreate> body)
    {
        if (await Users.FindKeyAsync(userId) is not { } found)
            return Errors.NoSuchUser;
        var added = await All.AddAsync(ordinal => Chats.Create(found.Document, body.Json, Merging(ordinal)));
        var chat = (added.Conflict?.Holder ?? added.Member).Document;
        return await ShownAsync(found) is { } user
            ? Reply.Json(200, RawJson.Write((chat, user), static (json, c) => Opened(json, c.chat, c.user)))
            : Errors.NoSuchUser;
    }

    public override async ValueTask<Reply> ListUserChats(string userId, string? sortOrder, string? since, int? limit)
    {
        if (await Users.FindKeyAsync(userId) is null)
            return Errors.NoSuchUser;
        if (Paging.Read(Exchange, sortOrder, since, limit, out var paging) is { } refused)
            return refused;
        var page = await paging.OfAsync(Exchange, All, ChatSeed.OfUser, userId);
        Exchange.Rely(ChatSeed.GeneratedRule);
        return Reply.Json(200, RawJson.Write(page, Write));
    }

    // Null: somebody deleted the user in between.
    private async ValueTask<Document?> ShownAsync(Member user)
    {
        Exchange.Rely(HasChatRule);
        if (user.Document["hasChat"].SequenceEqual("true"u8))
            return user.Document;
        var changed = await Users.ChangeAsync(
            user,
            static stored => stored.With(static draft => draft.Set("hasChat", true))
        );
        return changed.Document;
    }

    private static void Write(Utf8JsonWriter json, Paging.Page page)
    {
        json.WriteStartObject();
        page.WritePlaces(json);
        Empty(json, "messages");
        Empty(json, "sessions");
        json.WriteStartArray("userChats");
        foreach (var each in page.Members)
            Chats.Write(json, each.Document);
        json.WriteEndArray();
        Empty(json, "managers");
        Empty(json, "chatTags");
        json.WriteEndObject();
    }

    private static void Opened(Utf8JsonWriter json, Document chat, Document user)
    {
        json.WriteStartObject();
        json.WritePropertyName("session");
        Session(json, chat);
        json.WritePropertyName("userChat");
        Chats.Write(json, chat);
        json.WriteStartObject("user");
        View.Write(json, user);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // The forms of its keys are ours. ASSUMED
    private static void Session(Utf8JsonWriter json, Document chat)
    {
        var (id, user) = (chat.Text("id"), chat.Text("userId"));
        json.WriteStartObject();
        json.WriteString("key", $"user-{user}");
        json.WriteString("chatId", id);
        json.WriteString("chatKey", $"userChat-{id}");
        json.WriteString("chatType", "userChat");
        json.WriteString("personType", "user");
        json.WriteString("personId", user);
        json.WriteString("channelId", chat.Text("channelId"));
        json.WriteNumber("unread", 0);
        json.WriteNumber("alert", 0);
        json.WriteString("watch", "all");
        foreach (
            var (name, of) in (ReadOnlySpan<(string, string)>)
                [
                    ("readAt", "createdAt"),
                    ("createdAt", "createdAt"),
                    ("updatedAt", "updatedAt"),
                    ("version", "version"),
                ]
        )
        {
            json.WriteNumber(name, chat.Integer(of) ?? 0);
        }

        json.WriteString("id", $"userChat-{id}-user-{user}");
        json.WriteEndObject();
    }

    private static void Empty(Utf8JsonWriter json, string name)
    {
        json.WriteStartArray(name);
        json.WriteEndArray();
    }
}
