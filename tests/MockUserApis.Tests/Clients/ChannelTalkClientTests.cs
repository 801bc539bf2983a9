using MockUserApis.Clients.ChannelTalk;

namespace MockUserApis.Tests.Clients;

public class ChannelTalkClientTests(MockFixture mock) : ClientScenario<ChannelTalkClient, Error>(mock, "channel-talk")
{
    protected override string NobodysKey => "ffffffffffffffffffff";

    protected override ChannelTalkClient Client(HttpClient http) => new(http);

    protected override async Task<string> CreateAsync(ChannelTalkClient client, string first, string second) => (
            await client.CreateUserAsync(
                new UserCreate
                {
                    Profile = new() { Name = first, AdditionalProperties = { ["plan"] = second } },
                }
            )
        ).User.Id;

    protected override Task UpdateFirstAsync(ChannelTalkClient client, string key, string first) =>
        client.UpdateUserAsync(key, new UserUpdate { Profile = new() { Name = first } });

    protected override Task ClearFirstAsync(ChannelTalkClient client, string key) =>
        client.UpdateUserAsync(key, new UserUpdate { Profile = new() { Name = null } });

    protected override async Task<(string? First, string? Second)> ReadAsync(ChannelTalkClient client, string key) =>
        await client.GetUserAsync(key) is { User: var user }
            ? (user.Profile.Name, (string?)user.Profile.AdditionalProperties["plan"])
            : default;

    protected override Task DeleteAsync(ChannelTalkClient client, string key) => client.DeleteUserAsync(key);

    [Fact]
    public async Task Member_WithAnOddId_IsMadeReadAndDeletedUnderIt()
    {
        const string id = "member/å-user@example.com?#%2F";
        var client = new ChannelTalkClient((await StageAsync()).Http());

        var made = await client.UpsertMemberAsync(
            id,
            new UserUpdate
            {
                Profile = new() { Name = "one", RecentPurchaseCount = 3 },
                Tags = ["vip"],
            }
        );
        made.User.MemberId.ShouldBe(id);
        made.User.Type.ShouldBe(UserType.Member);
        var changed = await client.UpsertMemberAsync(
            id,
            new UserUpdate
            {
                Tags = null,
                Profile = new() { AdditionalProperties = { ["plan"] = null, ["seats"] = 2 } },
            }
        );

        changed.User.Tags.ShouldBeEmpty();
        changed.User.Profile.RecentPurchaseCount.ShouldBe(3);
        ((int?)changed.User.Profile.AdditionalProperties["seats"]).ShouldBe(2);
        (await client.GetMemberAsync(id)).User.Id.ShouldBe(made.User.Id);
        await client.DeleteMemberAsync(id);
        var gone = await Should.ThrowAsync<MockUserApis.Clients.ApiException<Error>>(() => client.GetMemberAsync(id));
        gone.Error.Type.ShouldBe("Not Found");
    }

    [Fact]
    public async Task Lifecycle_OfAMember_GoesThroughItsEventsChatsAndTokens()
    {
        const string id = "ada/å";
        var client = new ChannelTalkClient((await StageAsync()).Http());
        var key = (await client.UpsertMemberAsync(id, new UserUpdate { Profile = new() { Name = "Ada" } })).User.Id;

        var recorded = await client.CreateEventAsync(
            key,
            new EventCreate
            {
                Name = "Purchase",
                Property = new() { ["seats"] = 7 },
            }
        );
        await client.CreateEventAsync(key, new EventCreate { Name = "CheckoutBegin" });
        var chat = await client.CreateUserChatAsync(key, new UserChatCreate { DistinctKey = "order-1" });
        chat.User.HasChat.ShouldBeTrue();
        (await client.CreateUserChatAsync(key, new UserChatCreate { DistinctKey = "order-1" })).UserChat.Id.ShouldBe(
            chat.UserChat.Id
        );

        var page = await client.ListEventsAsync(key, limit: 1);
        page.Events.ShouldHaveSingleItem().Name.ShouldBe("CheckoutBegin");
        var rest = (await client.ListEventsAsync(key, since: page.Next)).Events.ShouldHaveSingleItem();
        (rest.Id, (int?)rest.Property!["seats"]).ShouldBe((recorded.Event.Id, 7));
        (await client.ListUserChatsAsync(key)).UserChats.ShouldHaveSingleItem().State.ShouldBe(UserChatState.Opened);
        (await client.IssueSessionJwtAsync(id, "PT2M")).SessionJWT.Split('.').Length.ShouldBe(3);
        (await client.IssueUserTokenAsync(key)).Token.ShouldNotBeEmpty();

        await client.DeleteEventAsync(key, recorded.Event.Id);
        await GoneAsync(() => client.DeleteEventAsync(key, recorded.Event.Id));
        await client.DeleteUserAsync(key);
        await GoneAsync(() => client.ListEventsAsync(key));
    }

    [Fact]
    public async Task Block_AndUnblock_HaveNoBody()
    {
        var client = new ChannelTalkClient((await StageAsync()).Http());
        var key = await CreateAsync(client, "one", "two");

        (await client.BlockUserAsync(key)).User.Blocked.ShouldBeTrue();
        (await client.UnblockUserAsync(key)).User.Blocked.ShouldBeFalse();
        (await client.TouchUserAsync(key)).User.SessionsCount.ShouldBe(1);
    }

    private static async Task GoneAsync(Func<Task> call) =>
        (await Should.ThrowAsync<MockUserApis.Clients.ApiException<Error>>(call)).StatusCode.ShouldBe(404);
}
