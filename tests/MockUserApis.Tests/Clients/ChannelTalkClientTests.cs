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
    public async Task Block_AndUnblock_HaveNoBody()
    {
        var client = new ChannelTalkClient((await StageAsync()).Http());
        var key = await CreateAsync(client, "one", "two");

        (await client.BlockUserAsync(key)).User.Blocked.ShouldBeTrue();
        (await client.UnblockUserAsync(key)).User.Blocked.ShouldBeFalse();
        (await client.TouchUserAsync(key)).User.SessionsCount.ShouldBe(1);
    }
}
