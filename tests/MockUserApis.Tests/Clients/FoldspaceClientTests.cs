using MockUserApis.Clients;
using MockUserApis.Clients.Foldspace;

namespace MockUserApis.Tests.Clients;

public class FoldspaceClientTests(MockFixture mock) : ClientScenario<FoldspaceClient, Error>(mock, "foldspace")
{
    private const string Id = "lead/å user@example.com?#%2F";

    protected override string NobodysKey => "nobody";

    protected override FoldspaceClient Client(HttpClient http) => new(http);

    protected override async Task<string> CreateAsync(FoldspaceClient client, string first, string second)
    {
        var user = new UserCreate
        {
            UserType = UserType.LEAD,
            IdentifyId = Id,
            Role = first,
            Phone = second,
        };
        (await client.CreateUserAsync(user)).MessageValue.ShouldBe("User created successfully");
        return Id;
    }

    protected override Task UpdateFirstAsync(FoldspaceClient client, string key, string first) =>
        client.UpdateUserAsync(
            key,
            new UserWrite
            {
                UserType = UserType.LEAD,
                IdentifyId = key,
                Role = first,
            }
        );

    protected override Task ClearFirstAsync(FoldspaceClient client, string key) =>
        client.UpdateUserAsync(
            key,
            new UserWrite
            {
                UserType = UserType.LEAD,
                IdentifyId = key,
                Role = null,
            }
        );

    protected override async Task<(string? First, string? Second)> ReadAsync(FoldspaceClient client, string key) =>
        await client.GetUserAsync(key) is var user ? (user.Role, user.Phone) : default;

    // A DELETE with a body.
    protected override Task DeleteAsync(FoldspaceClient client, string key) =>
        client.DeleteUserAsync(new UserDelete { IdentifyId = key });

    [Fact]
    public async Task Update_OfNestedValues_MergesMapsAndClearsKeys()
    {
        var client = new FoldspaceClient((await StageAsync()).Http());
        await client.CreateUserAsync(
            new UserCreate
            {
                UserType = UserType.USER,
                IdentifyId = "u",
                Location = new() { City = "Berlin", Country = "Germany" },
                CustomAttributes = new() { ["plan"] = "team", ["seats"] = 12 },
                Products = [new() { ProductValue = "X7B69NRTTBM7", Environment = 1 }],
            }
        );

        await client.UpdateUserAsync(
            "u",
            new UserWrite
            {
                UserType = UserType.USER,
                IdentifyId = "u",
                Location = new() { City = null },
                CustomAttributes = new() { ["plan"] = "pro" },
                PqlScore = 75.5,
            }
        );

        var user = await client.GetUserAsync("u");
        (user.Location!.City, user.Location.Country, user.PqlScore).ShouldBe((null, "Germany", 75.5));
        ((string?)user.CustomAttributes!["plan"], (int?)user.CustomAttributes["seats"]).ShouldBe(("pro", 12));
        user.Products!.Single().ProductValue.ShouldBe("X7B69NRTTBM7");
    }

    [Fact]
    public async Task Update_OutOfRange_NamesTheField()
    {
        var client = new FoldspaceClient((await StageAsync()).Http());
        await CreateAsync(client, "one", "two");

        var refusal = await Should.ThrowAsync<ApiException<Error>>(() =>
            client.UpdateUserAsync(
                Id,
                new UserWrite
                {
                    UserType = UserType.LEAD,
                    IdentifyId = Id,
                    PqlScore = 101,
                }
            )
        );

        refusal.Error.ErrorValue.ShouldStartWith("pqlScore");
    }

    [Fact]
    public async Task Lifecycle_OfASubscription_GoesThroughItsUser()
    {
        const string id = "acme å/1";
        var client = new FoldspaceClient((await StageAsync()).Http());
        await client.CreateSubscriptionAsync(
            new SubscriptionCreate
            {
                IdentifyId = id,
                Name = "Acme",
                CustomAttributes = new() { ["seats"] = 7 },
            }
        );
        await client.CreateUserAsync(
            new UserCreate
            {
                UserType = UserType.USER,
                IdentifyId = "ada",
                LastSubscriptionIdentifier = id,
            }
        );
        await client.UpdateSubscriptionAsync(id, new SubscriptionWrite { PlanId = "team" });

        var read = await client.GetSubscriptionAsync(id);
        (read.Name, read.PlanId, read.Domain).ShouldBe(("Acme", "team", null));
        ((int?)read.CustomAttributes!["seats"]).ShouldBe(7);

        await client.DeleteSubscriptionAsync(new SubscriptionDelete { IdentifyId = id });
        var gone = await Should.ThrowAsync<MockUserApis.Clients.ApiException<Error>>(() =>
            client.GetSubscriptionAsync(id)
        );
        (gone.StatusCode, gone.Error.ErrorValue).ShouldBe((404, "Subscription not found"));
        (await client.GetUserAsync("ada")).LastSubscriptionIdentifier.ShouldBe(id);
    }
}
