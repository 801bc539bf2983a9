using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.ChannelTalk;

/// <summary>How the chats of users are made: one for each user of the population, under the same ordinal.</summary>
internal sealed class ChatSeed : Recipe
{
    /// <summary>The name that a client gave the chat, behind its user's id: the mock's own, never shown.</summary>
    public const string Distinct = "userId/distinctKey";

    public static readonly Rule GeneratedRule = new(
        "chats/generated",
        ASSUMED,
        "a user whose hasChat is false has a closed chat: the flag is taken to tell of chats that are not closed"
    );

    public static readonly Shape Fields = new(
        "id",
        "channelId",
        "contactMediumType",
        "state",
        "managed",
        "priority",
        "userId",
        "name",
        "title",
        "description",
        "handling",
        "source",
        "managerIds",
        "assigneeId",
        "teamId",
        "tags",
        "profile",
        "openedAt",
        "createdAt",
        "updatedAt",
        "closedAt",
        "version",
        Distinct
    );

    public static readonly MemberIndex ById = new(
        "id",
        Unique: true,
        static (id, seed) => id.Length == 20 ? Ids(seed).Ordinal(id) : null
    );

    public static readonly MemberGroup OfUser = new(
        "userId",
        static (userId, seed) => Seed.OrdinalOf(userId, seed) is { } user ? (user, user) : MemberGroup.None
    );

    public override string Name => "user-chats";

    public override string Noun => "user chat";

    public override Shape Shape => Fields;

    // No chat of the population has a name that a client gave it.
    public override IReadOnlyList<MemberIndex> Indexes { get; } =
    [ById, new(Distinct, Unique: true, static (_, _) => null)];

    public override IReadOnlyList<MemberGroup> Groups { get; } = [OfUser];

    /// <summary>What every chat has from its first moment.</summary>
    public static void Begin(Draft draft, long seed, long ordinal, string userId, long at) =>
        draft
            .Set("id", Ids(seed).Hex(ordinal, 20))
            .Set("channelId", Seed.ChannelOf(seed))
            .Set("contactMediumType", "native")
            .Set("state", "opened")
            .Set("managed", true)
            .Set("priority", "medium")
            .Set("userId", userId)
            .Set("source", """{"medium":{"mediumType":"native"}}"""u8)
            .Set("tags", "[]"u8)
            .Set("openedAt", at)
            .Set("createdAt", at)
            .Set("updatedAt", at)
            .Set("version", 0);

    public override void Fill(Draft draft, Persona persona)
    {
        var owner = Seed.Of(persona.Seed, persona.Ordinal);
        var (created, seen) = Seed.Times(owner);
        Begin(
            draft,
            persona.Seed,
            persona.Ordinal,
            Seed.IdOf(persona.Seed, persona.Ordinal),
            created + ((seen - created) / 2)
        );
        draft.Set("name", $"{owner.FirstName} {owner.LastName}");
        if (!Seed.HasChat(owner))
            draft.Set("state", "closed").Set("updatedAt", seen).Set("closedAt", seen).Set("version", 1);
    }

    private static Scramble Ids(long seed) => new(seed, "ChannelTalk/chat");
}
