using System.Text.Json;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using static MockUserApis.Kernel.Apis.Effect;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>The chats of users, as they are opened, and as the control plane shows and seeds them.</summary>
internal sealed class Chats(ChannelTalkApi api) : Resource(api, ChannelTalk.Chats)
{
    private static readonly UpdateRules Table = new UpdateRules { Of = "user-chats" }
        .AbsentKeeps(ASSUMED, "a chat is opened once, with no body at all (DOC)")
        .Field(
            "distinctKey",
            (Keep, ASSUMED, "as absent: another chat"),
            (Effect.Convert, CODE, "the vendor's node: the same key gives the first chat again"),
            conversion: Name
        )
        .Field(
            "channelId",
            (Ignore, ASSUMED, "the access key says which channel it is"),
            (Ignore, ASSUMED, "the access key says which channel it is")
        );

    private static readonly Rule NewRule = new(
        "chats/new",
        ASSUMED,
        "opened, managed, of medium priority, under the user's name: no page says how a new chat stands"
    );

    public override UpdateRules UpdateRules => Table;

    public override string UpdateOperation => "createUserChat";

    public override IReadOnlyList<MemberLink> Links { get; } = [new("userId", api.Vendor.Recipe, "id")];

    public override ReadOnlyMemory<byte> Show(Document member, Sandbox sandbox) => RawJson.Write(member, Write);

    public override bool Take(string name, JsonElement value, Draft draft, MergeContext context)
    {
        Seeded.Hold(name, value, Api.Contract.Component("UserChat"));
        return false;
    }

    public static void Write(Utf8JsonWriter json, Document chat) => View.Whole(json, chat, ChatSeed.Distinct);

    /// <summary>A new chat with a user, now.</summary>
    public static Document Create(Document user, JsonElement body, MergeContext context) =>
        Document.Build(
            ChatSeed.Fields,
            draft =>
            {
                var (seed, at) = (context.Sandbox.Seed, context.NowMillis);
                ChatSeed.Begin(draft, seed, context.Ordinal, user.Text("id")!, at);
                if (NameOf(user) is { } name)
                    draft.Set("name", name);
                if (body.ValueKind == JsonValueKind.Object)
                    Merge.Into(draft, Table, body, context);
                context.Exchange?.Rely(NewRule);
            }
        );

    private static void Name(JsonElement sent, Draft draft, MergeContext context) =>
        draft.Set(ChatSeed.Distinct, RawJson.Text(draft["userId"]) + "/" + sent.GetString());

    private static string? NameOf(Document user) =>
        user.Element("profile") is { ValueKind: JsonValueKind.Object } profile
        && profile.TryGetProperty("name", out var name)
        && name.ValueKind == JsonValueKind.String
            ? name.GetString()
            : null;
}
